import type { Cancel } from '../../src/shared/clock.js';
import { Clock } from '../../src/shared/clock.js';
import type { Milliseconds } from '../../src/shared/units.js';
import { milliseconds } from '../../src/shared/units.js';

interface Planned {
  readonly at: number;
  readonly call: () => void;
}

/** A clock that stands still until the test moves it; what is planned happens in the order of its time. */
export class DrivenClock extends Clock {
  private elapsed = 0;
  private wall: number;
  private planned: readonly Planned[] = [];

  constructor(start = new Date('2026-03-01T12:00:00Z')) {
    super();
    this.wall = start.getTime();
  }

  now(): Date {
    return new Date(this.wall + this.elapsed);
  }

  monotonic(): Milliseconds {
    return milliseconds(this.elapsed);
  }

  after(delay: Milliseconds, call: () => void): Cancel {
    const entry = { at: this.elapsed + Math.max(0, delay), call };
    this.planned = [...this.planned, entry];
    return () => {
      this.planned = this.planned.filter((other) => other !== entry);
    };
  }

  /** How many callbacks are pending. */
  get pending(): number {
    return this.planned.length;
  }

  /** Loses every planned callback, as a faulty program would. */
  lose(): void {
    this.planned = [];
  }

  /** Advances by `ms` milliseconds and runs every callback that is due, also those planned meanwhile. */
  advance(ms: number): void {
    const end = this.elapsed + ms;
    for (let next = this.dueBy(end); next; next = this.dueBy(end)) this.fire(next);
    this.elapsed = end;
  }

  /** As `advance`, but gives sockets and promises a turn after every callback. */
  async elapse(ms: number): Promise<void> {
    const end = this.elapsed + ms;
    for (let next = this.dueBy(end); next; next = this.dueBy(end)) {
      this.fire(next);
      await new Promise<void>((resume) => setImmediate(resume));
    }
    this.elapsed = end;
  }

  /** Sets the wall clock forward or back, as an administrator or NTP would; the monotonic clock does not notice. */
  jump(ms: number): void {
    this.wall += ms;
  }

  /** The earliest callback due by `end`; of those of one instant, the one planned first. */
  private dueBy(end: number): Planned | undefined {
    return this.planned
      .filter(({ at }) => at <= end)
      .reduce<Planned | undefined>(
        (first, entry) => (first && first.at <= entry.at ? first : entry),
        undefined,
      );
  }

  private fire(entry: Planned): void {
    this.planned = this.planned.filter((other) => other !== entry);
    // A callback planned for a moment already past, during `elapse`, must not turn the clock back.
    this.elapsed = Math.max(this.elapsed, entry.at);
    entry.call();
  }
}
