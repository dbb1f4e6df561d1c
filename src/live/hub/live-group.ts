import type { Clock } from '../../shared/clock.js';
import type { Milliseconds } from '../../shared/units.js';
import type { EventStream } from '../stream/event-stream.js';
import { isWanted, type LiveFilter } from './live-filter.js';
import type { EventSubject } from './live-event.js';
import type { LiveView } from './live-view.js';

/** The rights of the clients of a group: those that their key or session had when it was made. */
export interface LiveAccess {
  /** Equal for clients with the same key or session. */
  readonly key: string;
  /** Whether the key or session is still valid, with the same rights. */
  isCurrent(): boolean | Promise<boolean>;
}

/** The streams with the same filter, view and key or session. Its events are kept for a while after the last has left. */
export class LiveGroup {
  /** Those that are up to date. */
  readonly streams = new Set<EventStream>();
  /** Those whose clients still read what they have missed. */
  private readonly behind = new Set<EventStream>();
  /** When the last stream left; undefined while there is one. */
  leftAt: Milliseconds | undefined;

  /** @param since the number of the stream's last event before this group: a position before it cannot be resumed */
  constructor(
    readonly key: string,
    readonly filter: LiveFilter,
    readonly view: LiveView,
    readonly access: LiveAccess,
    readonly since: number,
    private readonly clock: Clock,
  ) {
    this.leftAt = clock.monotonic();
  }

  /** Adds a stream that is up to date. */
  add(stream: EventStream): void {
    this.leftAt = undefined;
    this.behind.delete(stream);
    this.streams.add(stream);
  }

  /** Adds a stream that is not up to date yet. */
  wait(stream: EventStream): void {
    this.leftAt = undefined;
    this.behind.add(stream);
  }

  /** Removes a stream that is over. */
  readonly left = (stream: EventStream): void => {
    this.streams.delete(stream);
    this.behind.delete(stream);
    if (this.streams.size + this.behind.size === 0) this.leftAt = this.clock.monotonic();
  };

  wants(subject: EventSubject): boolean {
    return this.view.sees(subject.deviceId) && isWanted(this.filter, subject);
  }

  end(): void {
    for (const stream of [...this.streams, ...this.behind]) stream.end();
  }
}
