import type { Cancel, Clock } from '../shared/clock.js';
import { milliseconds } from '../shared/units.js';

/** Planned callbacks that can all be cancelled together. */
export class Scheduler {
  private readonly planned = new Set<Cancel>();

  constructor(private readonly clock: Clock) {}

  /** Runs a callback after `ms` milliseconds of the clock; without delay, at once. */
  after(ms: number, call: () => void): void {
    if (ms <= 0) {
      call();
      return;
    }
    const cancel = this.clock.after(milliseconds(ms), () => {
      this.planned.delete(cancel);
      call();
    });
    this.planned.add(cancel);
  }

  clear(): void {
    for (const cancel of this.planned) cancel();
    this.planned.clear();
  }
}
