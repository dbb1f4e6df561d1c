import { milliseconds, type Milliseconds } from '../../shared/units.js';
import type { EventFrame } from '../stream/event-frame.js';
import type { EventSubject } from './live-event.js';
import type { LiveView } from './live-view.js';

/** How far back a client can resume. Source: the contract of the stream. */
export const KEPT_FOR = milliseconds(10 * 60_000);
const MOST_EVENTS = 10_000;
/** The most memory of all kept frames: two cookers that report every second for ten minutes fit in. */
const MOST_BYTES = 4 * 1024 * 1024;
/** What an event takes beside its frames, in bytes. */
const OVERHEAD = 400;

/** Limits of what is kept. */
export interface RingLimits {
  readonly events: number;
  readonly bytes: number;
  readonly age: Milliseconds;
}

/** An event that was sent, with its frames. */
export interface SentEvent {
  readonly subject: EventSubject;
  readonly number: number;
  /** On the monotonic clock. */
  readonly at: Milliseconds;
  /** The frame for each view; under undefined the frame for all of them. */
  readonly frames: ReadonlyMap<LiveView | undefined, EventFrame>;
}

/** The frame of an event for a view. */
export const frameFor = ({ frames, subject }: SentEvent, view: LiveView): EventFrame | undefined =>
  frames.get(subject.isPerView ? view : undefined);

/** The last events, for clients that resume: at most 10 minutes, 10,000 events and 4 MB of them. */
export class EventRing {
  private events: SentEvent[] = [];
  /** The index of the oldest; those before it are removed from time to time. */
  private start = 0;
  private bytes = 0;
  /** The number of the last event that was removed: nothing before it can be resumed. */
  private removed = 0;

  constructor(
    private readonly limits: RingLimits = { events: MOST_EVENTS, bytes: MOST_BYTES, age: KEPT_FOR },
  ) {}

  add(event: SentEvent): void {
    this.events.push(event);
    this.bytes += sizeOf(event);
    this.trim(event.at);
  }

  /** Whether every event after this number is still here. */
  reachesBackTo(number: number): boolean {
    return number >= this.removed;
  }

  /** The event that follows a number; undefined at the end. */
  after(number: number): SentEvent | undefined {
    let low = this.start;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.events[middle]!.number > number) high = middle;
      else low = middle + 1;
    }
    return this.events[low];
  }

  /** Removes what is too much or too old. */
  trim(now: Milliseconds): void {
    const { events, bytes, age } = this.limits;
    for (let oldest = this.events[this.start]; oldest !== undefined; oldest = this.events[this.start]) {
      const isOver = this.events.length - this.start > events || this.bytes > bytes || now - oldest.at > age;
      if (!isOver) break;
      this.bytes -= sizeOf(oldest);
      this.removed = oldest.number;
      this.start += 1;
    }
    if (this.start * 2 > this.events.length) this.compact();
  }

  private compact(): void {
    this.events = this.events.slice(this.start);
    this.start = 0;
  }
}

function sizeOf({ frames }: SentEvent): number {
  let sum = OVERHEAD;
  for (const { chunk } of frames.values()) sum += chunk.length;
  return sum;
}
