import type { Clock } from '../shared/clock.js';

/**
 * The time of the simulation: it begins at the clock's now and runs `speed` times as fast.
 * It follows the monotonic clock, so that a jump of the wall clock spoils no cook.
 */
export class SimulatedTime {
  private readonly beginning: number;
  private readonly origin: number;
  private skipped = 0;

  /** @param speed simulated seconds per second of the clock */
  constructor(
    private readonly clock: Clock,
    readonly speed = 1,
  ) {
    this.beginning = clock.now().getTime();
    this.origin = clock.monotonic();
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.beginning + this.skipped + (this.clock.monotonic() - this.origin) * this.speed;
  }

  /** Leaps `ms` milliseconds ahead. */
  skip(ms: number): void {
    this.skipped += ms;
  }
}
