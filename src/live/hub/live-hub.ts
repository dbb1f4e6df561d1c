import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/principal.js';
import { Clock } from '../../shared/clock.js';
import { EventFrame, eventText, HEARTBEAT } from '../stream/event-frame.js';
import type { EventStream } from '../stream/event-stream.js';
import { FrameDelivery } from '../stream/frame-delivery.js';
import { EventRing, frameFor, KEPT_FOR } from './event-ring.js';
import type { EventData, EventSubject } from './live-event.js';
import { filterKeyOf, type LiveFilter } from './live-filter.js';
import { LiveGroup, type LiveAccess } from './live-group.js';
import { LiveView, viewKeyOf } from './live-view.js';
import { StreamPositions } from './stream-position.js';

/** The most groups without a stream whose events are kept; the one that was left first makes way. */
const MOST_LEFT = 100;

/** What a client asked for, what it may see, and for how long. */
export interface Subscription {
  readonly filter: LiveFilter;
  readonly principal: Pick<Principal, 'devices'>;
  readonly access: LiveAccess;
}

/**
 * The open streams. An event is serialised once for each view, and the same frame is written to every stream whose
 * filter wants it. The last events are kept for streams that resume.
 */
@Injectable()
export class LiveHub {
  private readonly positions = new StreamPositions();
  private readonly ring = new EventRing();
  private readonly delivery = new FrameDelivery();
  private readonly groups = new Map<string, LiveGroup>();
  private number = 0;

  constructor(private readonly clock: Clock) {}

  /** The group of a subscription. From now on its events are kept. */
  groupOf({ filter, principal, access }: Subscription): LiveGroup {
    const viewKey = viewKeyOf(principal);
    const key = `${access.key} ${viewKey} ${filterKeyOf(filter)}`;
    const known = this.groups.get(key);
    if (known !== undefined) return known;
    // A position from before the group must not look like the present one.
    this.number += 1;
    const view = this.viewOf(viewKey, principal.devices);
    const group = new LiveGroup(key, filter, view, access, this.number, this.clock);
    this.groups.set(key, group);
    return group;
  }

  /** Every group, also those whose streams have left a short time ago. */
  get all(): readonly LiveGroup[] {
    return [...this.groups.values()];
  }

  /** The number of the last event. */
  get last(): number {
    return this.number;
  }

  /** The number of the event with this id, if a stream of the group can go on from there without a loss. */
  resumable(id: string | undefined, { since }: LiveGroup): number | undefined {
    const number = this.positions.numberOf(id);
    const isKept = number !== undefined && number >= since && number <= this.number;
    return isKept && this.ring.reachesBackTo(number) ? number : undefined;
  }

  /** A frame of the present position, for one client only. */
  frameNow(event: string, data: object, retry: number): EventFrame {
    const { number } = this;
    const id = this.positions.idOf(number);
    return new EventFrame(eventText({ id, event, json: JSON.stringify(data), retry }), number);
  }

  /** Adds a stream: first what it has missed since its position, as fast as its client reads, then what happens. */
  join(stream: EventStream, group: LiveGroup): void {
    if (this.groups.get(group.key) !== group) return stream.end();
    for (let next = this.ring.after(stream.position); next; next = this.ring.after(stream.position)) {
      if (!this.ring.reachesBackTo(stream.position)) return stream.end();
      const frame = group.wants(next.subject) ? frameFor(next, group.view) : undefined;
      if (frame === undefined) stream.position = next.number;
      else stream.deliver(frame);
      if (stream.isBehind) return this.goOnLater(stream, group);
    }
    if (stream.isOpen) group.add(stream);
  }

  /** Sends an event to every stream that wants it. Without a group that wants it, nothing is made of it. */
  publish(subject: EventSubject, data: EventData): void {
    const frames = new Map<LiveView | undefined, EventFrame>();
    const number = this.number + 1;
    const receivers: [EventFrame, LiveGroup][] = [];
    for (const group of this.groups.values()) {
      const frame = group.wants(subject)
        ? this.framed(group.view, frames, { number, subject, data })
        : undefined;
      if (frame !== undefined) receivers.push([frame, group]);
    }
    if (frames.size === 0) return;
    this.number = number;
    this.ring.add({ subject, number, at: this.clock.monotonic(), frames });
    for (const [frame, { streams }] of receivers) this.delivery.deliver(frame, streams);
  }

  /** Sends a comment on every stream. */
  beat(): void {
    for (const { streams } of this.groups.values()) this.delivery.write(HEARTBEAT, streams);
  }

  /** Ends the streams of a group and forgets what it has missed, so that its clients begin anew. */
  end(group: LiveGroup): void {
    this.groups.delete(group.key);
    group.end();
  }

  /** Forgets groups that were left too long ago. @returns whether any group is left */
  forgetLeft(): boolean {
    const now = this.clock.monotonic();
    this.ring.trim(now);
    const left = this.all.filter(({ leftAt }) => leftAt !== undefined);
    const isOver = ({ leftAt }: LiveGroup, index: number): boolean =>
      now - leftAt! > KEPT_FOR || index < left.length - MOST_LEFT;
    left.sort((one, other) => one.leftAt! - other.leftAt!);
    for (const group of left.filter(isOver)) this.groups.delete(group.key);
    return this.groups.size > 0;
  }

  private goOnLater(stream: EventStream, group: LiveGroup): void {
    if (!stream.isOpen) return;
    group.wait(stream);
    stream.onceRead(() => this.join(stream, group));
  }

  private viewOf(key: string, devices: ReadonlySet<string> | undefined): LiveView {
    const known = this.all.find(({ view }) => view.key === key);
    return known?.view ?? new LiveView(key, devices);
  }

  private framed(
    view: LiveView,
    frames: Map<LiveView | undefined, EventFrame>,
    { number, subject, data }: { number: number; subject: EventSubject; data: EventData },
  ): EventFrame | undefined {
    const shared = subject.isPerView ? view : undefined;
    const known = frames.get(shared);
    if (known !== undefined) return known;
    const content = data(view);
    if (content === undefined) return undefined;
    const text = { id: this.positions.idOf(number), event: subject.type, json: JSON.stringify(content) };
    const frame = new EventFrame(eventText(text), number);
    frames.set(shared, frame);
    return frame;
  }
}
