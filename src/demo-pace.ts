import type { SteppedClock } from './shared/stepped-clock.js';

/** Milliseconds of real time between two steps. */
const TICK = 10;
/** The most real time that one step may count, in ms: a machine that was too slow does not catch up. */
const MOST_COUNTED = 30;
/** The longest step of simulated time, in ms: as often as a cooker pushes its state, so that none grows stale. */
const LONGEST_STEP = 2_000;

export interface PaceOptions {
  readonly clock: SteppedClock;
  /** Simulated seconds per second while nobody waits for an answer. */
  readonly speed: number;
  /** Hears every moment that the clock has reached. */
  readonly tell: (moment: number) => void;
}

/**
 * Moves a simulated time on: fast, but no faster than real time while a request is being answered, for what is waited
 * for then is real. On a machine that is too slow the simulation becomes slow, and nothing in it late.
 */
export class DemoPace {
  private underWay = 0;
  private lastTick = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: PaceOptions) {}

  /** Begins to move; `stop` ends it. */
  start(): void {
    this.lastTick = performance.now();
    this.plan();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private plan(): void {
    this.timer = setTimeout(() => void this.tick(), TICK);
  }

  /** A request has come; the function returned says that it is answered. */
  slowDown(): () => void {
    this.underWay += 1;
    return () => {
      this.underWay -= 1;
    };
  }

  private async tick(): Promise<void> {
    const { clock, tell } = this.options;
    const now = performance.now();
    const passed = Math.min(now - this.lastTick, MOST_COUNTED);
    this.lastTick = now;
    for (let left = passed * this.rate; left > 0; left -= LONGEST_STEP) {
      clock.advanceTo(clock.monotonic() + Math.min(left, LONGEST_STEP));
      tell(clock.monotonic());
      // What the step has set off is delivered before the next one.
      await new Promise((resolve) => setImmediate(resolve));
      if (this.rate === 1) break;
    }
    if (this.timer !== undefined) this.plan();
  }

  private get rate(): number {
    return this.underWay > 0 ? 1 : this.options.speed;
  }
}
