import { Clock, type Cancel } from './clock.js';
import { milliseconds, type Milliseconds } from './units.js';

interface Planned {
  readonly at: number;
  readonly call: () => void;
}

/** A clock that stands still until its owner advances it, so that simulated time can run faster than real time. */
export class SteppedClock extends Clock {
  private elapsed = 0;
  private readonly planned = new Set<Planned>();

  /** @param start what the wall clock shows at first */
  constructor(private readonly start: Date) {
    super();
  }

  now(): Date {
    return new Date(this.start.getTime() + this.elapsed);
  }

  monotonic(): Milliseconds {
    return milliseconds(this.elapsed);
  }

  after(delay: Milliseconds, call: () => void): Cancel {
    const entry = { at: this.elapsed + Math.max(0, delay), call };
    this.planned.add(entry);
    return () => this.planned.delete(entry);
  }

  /** Advances to a moment of the monotonic clock and runs every callback planned until then, each at its own moment. */
  advanceTo(moment: number): void {
    for (let next = this.dueBy(moment); next !== undefined; next = this.dueBy(moment)) {
      this.planned.delete(next);
      this.elapsed = Math.max(this.elapsed, next.at);
      next.call();
    }
    this.elapsed = Math.max(this.elapsed, moment);
  }

  /** The earliest callback due by then; among callbacks of one moment, the one planned first. */
  private dueBy(moment: number): Planned | undefined {
    let first: Planned | undefined;
    for (const entry of this.planned) {
      if (entry.at <= moment && (first === undefined || entry.at < first.at)) first = entry;
    }
    return first;
  }
}
