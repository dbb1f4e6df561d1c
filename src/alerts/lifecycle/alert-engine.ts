import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Clock, type Cancel } from '../../shared/clock.js';
import { EventBus } from '../../shared/event-bus.js';
import { milliseconds } from '../../shared/units.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import { AlertStore, type AlertChanges } from '../alert-store.js';
import { AlertWriter } from '../alert-writer.js';
import type { Observation, ThingKind } from '../facts/observation.js';
import { Outbox } from '../outbox/outbox.js';
import type { AlertRule } from '../rules/alert-rule.js';
import { AlertRules } from '../rules/alert-rules.js';
import { quietUntil } from '../rules/quiet-hours.js';
import { AlertBoard, type Moment } from './alert-board.js';
import { AlertNotices } from './alert-notices.js';
import { AlertProgress } from './alert-progress.js';
import type { Alert } from './alert.js';
import { Escalations } from './escalations.js';
import type { Transition } from './transition.js';

declare module '../../shared/event-bus.js' {
  interface EventMap {
    /** An alert has fired, was acknowledged or escalated, or is over. */
    'alert.changed': [Alert];
    /** The alerts of an earlier process are open again: all that have fired and are not over. */
    'alerts.restored': [readonly Alert[]];
  }
}

/** How long the engine waits before it reads the stored alerts again, in ms. */
const RESTORE_AGAIN_AFTER = milliseconds(10_000);

/** The ids of all things of a kind that there are; a kind is left out while that is not known. */
type Present = ReadonlyMap<ThingKind, ReadonlySet<string>>;
const NOTHING_KNOWN: Present = new Map();

/** What became of an acknowledgement: `already` by somebody before, `over`, or not done, since it has not fired yet. */
export interface Acknowledgement {
  readonly outcome: 'acknowledged' | 'already' | 'over' | 'not_firing';
  readonly alert: Alert;
}

/**
 * Judges the rules by what is observed and leads every alert through its life: written with its messages in one
 * transaction, then sent. It observes and commands nothing.
 */
@Injectable()
export class AlertEngine implements OnModuleInit {
  private readonly logger = new Logger('AlertEngine');
  private readonly board = new AlertBoard(randomUUID);
  private readonly progress = new AlertProgress();
  private readonly escalations = new Escalations();
  private turn: Promise<unknown> = Promise.resolve();
  private cancelEscalation: Cancel | undefined;
  private cancelRestore: Cancel | undefined;
  private isRestored = false;
  private closed = false;

  constructor(
    private readonly rules: AlertRules,
    private readonly store: AlertStore,
    private readonly writer: AlertWriter,
    private readonly notices: AlertNotices,
    private readonly outbox: Outbox,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.board.setRules(this.rules.inUse, this.now().at);
    this.rules.followWith((rules) => this.commit(this.board.setRules(rules, this.now().at)));
  }

  /** Ends: what has happened is written, and nothing more is judged. */
  async close(): Promise<void> {
    this.closed = true;
    this.cancelEscalation?.();
    this.cancelRestore?.();
    await this.turn;
  }

  /**
   * A start-up step: goes on with the alerts of an earlier process, before anything is observed. It never rejects: while
   * the database is unusable, rules are judged without them, and it is tried again.
   */
  async restore(): Promise<void> {
    const isComplete = (await this.rules.restore()) && (await this.restoreAlerts());
    // Also ends what was stored of rules that are gone or switched off.
    await this.commit(this.board.setRules(this.rules.inUse, this.now().at));
    this.isRestored = true;
    if (!isComplete) this.planRestore();
  }

  /**
   * Judges the rules about things that were observed. An observation is whole: a fact that is absent from it does not
   * apply, which ends alerts about it. A thing is observed at each change and several times a minute, since only time
   * between observations counts as "for at least". Before `restore` nothing is judged.
   * @param present the ids of all things of a kind that there are, where that is known: alerts about others are over
   * @returns fulfilled once what follows is written, or is known not to be writable, and is being sent; it never rejects
   */
  observe(observations: readonly Observation[], present: Present = NOTHING_KNOWN): Promise<void> {
    const { at, monotonic } = this.now();
    if (!this.isRestored || this.closed) return Promise.resolve();
    const gone = [...present].flatMap(([kind, ids]) => this.board.only(kind, ids, at));
    return this.commit([...gone, ...this.board.observe(observations, monotonic)]);
  }

  /** Every alert that is not over, pending ones too, with its newest value. */
  open(): readonly Alert[] {
    return this.board.open();
  }

  /**
   * Acknowledges an alert: no further channel is tried.
   * @param by the id of the principal
   * @returns undefined where no alert has this id
   * @throws StorageUnavailableError where only the store could know it
   */
  async acknowledge(alertId: string, by: string): Promise<Acknowledgement | undefined> {
    if (!this.isRestored) await this.restore();
    const transition = this.board.acknowledge(alertId, by, this.now().at);
    if (transition !== undefined) {
      await this.commit([transition]);
      return { outcome: 'acknowledged', alert: transition.alert };
    }
    const alert = this.board.find(alertId) ?? (await this.store.find(alertId));
    return alert && { outcome: OUTCOMES[alert.state], alert };
  }

  private async restoreAlerts(): Promise<boolean> {
    try {
      const alerts = await this.store.open();
      const now = this.now();
      const known = new Set(this.board.open().map(({ id }) => id));
      this.progress.restore(alerts);
      const ended = this.board.restore(alerts, now);
      for (const alert of this.board.open())
        if (!known.has(alert.id)) this.escalations.goOn(alert, this.board.ruleOf(alert), now);
      this.planEscalation();
      await this.commit(ended);
      this.events.emit(
        'alerts.restored',
        this.board.open().filter(({ state }) => state !== 'pending'),
      );
      return true;
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      this.logger.warn(`The alerts cannot be read yet: ${error.problem}`);
      return false;
    }
  }

  private planRestore(): void {
    if (this.closed) return;
    this.cancelRestore = this.clock.after(RESTORE_AGAIN_AFTER, () => {
      this.restore().catch((error: unknown) =>
        this.logger.error(`The alerts cannot be restored: ${String(error)}`),
      );
    });
  }

  /** Writes what happened and has it sent, one after the other. */
  private commit(transitions: readonly Transition[]): Promise<void> {
    if (transitions.length === 0) return Promise.resolve();
    const now = this.now();
    for (const { change, alert, rule } of transitions) {
      if (change === 'fired' || change === 'escalated') this.escalations.plan(alert, rule, now);
      else if (change === 'acknowledged' || change === 'resolved') this.escalations.forget(alert.id);
    }
    this.planEscalation();
    const progress = this.progress.of(transitions);
    const lasting = transitions.filter(({ change }) => LASTING.has(change));
    const done = this.turn.then(() => this.write(lasting, progress));
    this.turn = done.catch((error: unknown) => this.logger.error(`Alerts cannot go on: ${String(error)}`));
    return this.turn as Promise<void>;
  }

  private async write(lasting: readonly Transition[], progress: AlertChanges | undefined): Promise<void> {
    if (progress !== undefined) await this.writer.saveLater(progress);
    if (lasting.length === 0) return;
    const { changed, toSend } = this.notices.of(lasting, this.now());
    await this.writer.save({ alerts: lasting.map(({ alert }) => alert), deliveries: changed });
    this.outbox.take(toSend);
    for (const { alert } of lasting) this.events.emit('alert.changed', alert);
  }

  private planEscalation(): void {
    this.cancelEscalation?.();
    const { next } = this.escalations;
    if (next === undefined || this.closed) return;
    const delay = milliseconds(Math.max(0, next - this.clock.monotonic()));
    this.cancelEscalation = this.clock.after(delay, () => this.escalate());
  }

  private escalate(): void {
    const now = this.now();
    const escalated: Transition[] = [];
    for (const alert of this.escalations.takeDue(now.monotonic).flatMap((id) => this.board.find(id) ?? [])) {
      const rule = this.board.ruleOf(alert);
      if (isQuiet(rule, now.at)) this.escalations.plan(alert, rule, now);
      else if (this.notices.mayEscalate(alert, rule))
        escalated.push(...asList(this.board.escalate(alert.id)));
    }
    void this.commit(escalated);
    this.planEscalation();
  }

  private now(): Moment {
    return { at: this.clock.now().getTime(), monotonic: this.clock.monotonic() };
  }
}

/** Whether quiet hours hold back what a rule sends now. */
const isQuiet = (rule: AlertRule | undefined, at: number): boolean =>
  rule !== undefined && !rule.isSafety && quietUntil(rule.quietHours, at) > at;

const asList = <Item>(item: Item | undefined): Item[] => (item === undefined ? [] : [item]);

const LASTING: ReadonlySet<Transition['change']> = new Set([
  'fired',
  'acknowledged',
  'escalated',
  'resolved',
]);

const OUTCOMES: Readonly<Record<Alert['state'], Acknowledgement['outcome']>> = {
  pending: 'not_firing',
  firing: 'acknowledged',
  acknowledged: 'already',
  resolved: 'over',
};
