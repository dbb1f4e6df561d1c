import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Environment } from '../../config/environment.js';
import { AlertChannels } from '../channels/alert-channels.js';
import type { Delivery } from '../outbox/delivery.js';
import { Outbox } from '../outbox/outbox.js';
import type { AlertRule, QuietHours } from '../rules/alert-rule.js';
import { quietUntil } from '../rules/quiet-hours.js';
import type { Moment } from './alert-board.js';
import type { Alert, Notice } from './alert.js';
import { MessageGroups, type OpenGroup } from './message-groups.js';
import { messageOf, type MessagePart, type MessageParts } from './message-parts.js';
import type { Transition } from './transition.js';

/** What transitions change in the outbox. */
export interface Notices {
  /** To be written with the transitions: new, changed and cancelled deliveries. */
  readonly changed: readonly Delivery[];
  /** Those of them that are to be sent. */
  readonly toSend: readonly Delivery[];
}

/** Messages of one kind, which may become one. */
interface Bundle {
  readonly channels: readonly [string, ...string[]];
  readonly isSafety: boolean;
  readonly quietHours: QuietHours | null;
  readonly parts: MessagePart[];
}

/** Makes the messages to people from what happens to alerts. */
@Injectable()
export class AlertNotices {
  private readonly groups = new MessageGroups();

  constructor(
    private readonly channels: AlertChannels,
    private readonly outbox: Outbox,
    private readonly environment: Environment,
  ) {}

  /** Whether there is another channel to escalate an alert to. */
  mayEscalate(alert: Alert, rule: AlertRule | undefined): boolean {
    return this.channelsOf(rule).length > alert.escalations + 1;
  }

  /** The deliveries that follow from transitions, in the order of what happened. */
  of(transitions: readonly Transition[], now: Moment): Notices {
    const withdrawn = transitions.flatMap((transition) => this.withdrawOf(transition, now));
    const unsent = new Set(withdrawn.flatMap(({ never }) => never));
    const made = this.bundlesOf(transitions, unsent, now).flatMap((bundle) => this.deliver(bundle, now));
    const all = new Map(
      [...withdrawn.flatMap(({ changed }) => changed), ...made].map((one) => [one.id, one]),
    );
    return {
      changed: [...all.values()],
      toSend: [...all.values()].filter(({ state }) => state === 'waiting'),
    };
  }

  /**
   * Takes back what an end or an acknowledgement makes pointless: messages that were not tried yet, and after an
   * acknowledgement also those that failed so far.
   */
  private withdrawOf({ change, alert }: Transition, now: Moment): { changed: Delivery[]; never: string[] }[] {
    if ((change !== 'resolved' && change !== 'acknowledged') || mattersStill(alert)) return [];
    const grouped = this.groups
      .withAlert(alert.id)
      .map(([key, group]) => this.leaveGroup(key, group, alert, now));
    const alone = this.outbox.withdraw(
      (delivery) =>
        delivery.alertId === alert.id &&
        delivery.alsoAlertIds.length === 0 &&
        (change === 'acknowledged' || delivery.attempts.length === 0),
    );
    // One that has another id than its message was passed on by a channel that was tried before.
    const never = alone.some(
      ({ id, message, attempts }) =>
        message.notice === 'firing' && attempts.length === 0 && id === message.key,
    );
    return [...grouped.flat(), { changed: alone, never: never ? [alert.id] : [] }];
  }

  /** Makes a message that waits say nothing of an alert any more. */
  private leaveGroup(
    key: string,
    group: OpenGroup,
    { id }: Alert,
    now: Moment,
  ): { changed: Delivery[]; never: string[] }[] {
    const [delivery] = this.takeBack(group.deliveryId);
    if (delivery === undefined) return [];
    const never = group.parts.some(({ alert, notice }) => alert.id === id && notice === 'firing') ? [id] : [];
    const [first, ...others] = group.parts.filter(({ alert }) => alert.id !== id);
    if (first === undefined) {
      this.groups.forget(key);
      return [{ changed: [delivery], never }];
    }
    const parts: MessageParts = [first, ...others];
    this.groups.note(key, { ...group, parts }, now.monotonic);
    return [{ changed: [this.withParts(delivery, parts)], never }];
  }

  private bundlesOf(transitions: readonly Transition[], unsent: ReadonlySet<string>, now: Moment): Bundle[] {
    const bundles = new Map<string, Bundle>();
    for (const { change, alert, rule } of transitions) {
      const notice = noticeOf(change);
      if (notice === undefined) continue;
      if (notice === 'resolved' && (rule?.sendsResolved !== true || unsent.has(alert.id))) continue;
      const [first, ...others] = this.channelsOf(rule).slice(notice === 'escalated' ? alert.escalations : 0);
      if (first === undefined) continue;
      const channels = [first, ...others] as const;
      const quietHours = alert.isSafety ? null : (rule?.quietHours ?? null);
      const key = JSON.stringify([channels, notice, alert.isSafety, quietHours]);
      const bundle = bundles.get(key) ?? { channels, isSafety: alert.isSafety, quietHours, parts: [] };
      bundle.parts.push({ alert, notice, at: momentOf(alert, notice) ?? now.at });
      bundles.set(key, bundle);
    }
    return [...bundles.values()];
  }

  private deliver(
    { channels, isSafety, quietHours, parts: [first, ...others] }: Bundle,
    now: Moment,
  ): Delivery[] {
    if (first === undefined) return [];
    const key = JSON.stringify([channels, first.notice, quietHours]);
    const parts: MessageParts = [first, ...others];
    const heldBack = quietUntil(quietHours, now.at) - now.at;
    if (isSafety) return [this.make(channels, quietHours, parts, now, 0)];
    const waiting = this.groups.waiting(key, heldBack, now.monotonic);
    const [taken] = waiting === undefined ? [] : this.takeBack(waiting.deliveryId);
    if (waiting !== undefined && taken !== undefined) {
      const joined: MessageParts = [...waiting.parts, ...parts];
      this.groups.note(key, { ...waiting, parts: joined }, now.monotonic);
      return [this.withParts(taken, joined)];
    }
    const wait = this.groups.waitFor(key, heldBack, now.monotonic);
    const delivery = this.make(channels, quietHours, parts, now, wait);
    this.groups.note(key, { deliveryId: delivery.id, parts, goesAt: now.monotonic + wait }, now.monotonic);
    return [delivery];
  }

  private make(
    [channel, ...next]: Bundle['channels'],
    quietHours: QuietHours | null,
    parts: MessageParts,
    now: Moment,
    wait: number,
  ): Delivery {
    const id = randomUUID();
    return {
      id,
      ...this.contentOf(id, parts),
      channel,
      next,
      state: 'waiting',
      createdAt: now.at,
      notBefore: now.at + wait,
      quietHours,
      attempts: [],
      triedFor: 0,
      maybeTwice: false,
    };
  }

  private withParts(delivery: Delivery, parts: MessageParts): Delivery {
    return { ...delivery, ...this.contentOf(delivery.id, parts), state: 'waiting' };
  }

  private contentOf(id: string, parts: MessageParts): Pick<Delivery, 'alertId' | 'alsoAlertIds' | 'message'> {
    const ids = [...new Set(parts.map(({ alert }) => alert.id))];
    const { publicUrl } = this.environment;
    const url = publicUrl === undefined ? undefined : `${publicUrl}/#/alerts`;
    return { alertId: ids[0]!, alsoAlertIds: ids.slice(1), message: messageOf(id, parts, url) };
  }

  private takeBack(deliveryId: string): Delivery[] {
    return this.outbox.withdraw(({ id, attempts }) => id === deliveryId && attempts.length === 0);
  }

  /** The channels of a rule that are set up, in its order; where none of them is, all: somebody must be reached. */
  private channelsOf(rule: AlertRule | undefined): readonly string[] {
    const all = this.channels.all().map(({ name }) => name);
    const own = (rule?.channels ?? all).filter((name) => all.includes(name));
    return own.length === 0 ? all : own;
  }
}

/** When that happened which a message says; null for an escalation, which has no instant of its own. */
const momentOf = ({ firedAt, resolvedAt }: Alert, notice: Notice): number | null =>
  notice === 'firing' ? firedAt : notice === 'resolved' ? resolvedAt : null;

/** Whether an alert has ended otherwise than by its condition, and said what still matters: food may have to be thrown away. */
const mattersStill = ({ isSafety, state, resolvedBy }: Alert): boolean =>
  isSafety && state === 'resolved' && resolvedBy !== 'condition';

function noticeOf(change: Transition['change']): Exclude<Notice, 'test'> | undefined {
  switch (change) {
    case 'fired':
      return 'firing';
    case 'escalated':
    case 'resolved':
      return change;
    case 'began':
    case 'progressed':
    case 'dropped':
    case 'acknowledged':
      return undefined;
  }
}
