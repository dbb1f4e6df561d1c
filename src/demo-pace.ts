import type { EventBus } from './shared/event-bus.js';
import type { SteppedClock } from './shared/stepped-clock.js';

/** Milliseconds of real time between two steps. */
const TICK = 10;
/** The most real time that one step may count, in ms: a machine that was too slow does not catch up. */
const MOST_COUNTED = 30;
/** The longest step of simulated time, in ms: as often as a cooker pushes its state, so that none grows stale. */
const LONGEST_STEP = 2_000;

/** The live stream: a request that stays open for hours, and has no timeouts. */
const STREAM = /^\/live(?:\?|$)/;

/** Whether the simulated time slows down while a request is open. */
export const needsRealTime = (url: string | undefined): boolean => !STREAM.test(url ?? '');

/** Keeps to real time while starts wait for the owner, whose minutes to decide are real. */
export function slowDownForApprovals(events: EventBus, pace: DemoPace): void {
  const waiting = new Map<string, () => void>();
  events.on('approval', ({ approvalId, state }) => {
    waiting.get(approvalId)?.();
    waiting.delete(approvalId);
    if (state === 'pending') waiting.set(approvalId, pace.slowDown());
  });
}

export interface PaceOptions {
  readonly clock: SteppedClock;
  /** Simulated seconds per second while no request is open. */
  readonly speed: number;
  /** Receives every moment that the clock has reached. */
  readonly tell: (moment: number) => void;
}

/**
 * Advances the simulated time: fast, but at the pace of real time while a request is open, since its timeouts are real.
 * Streams are open all the time and do not count. Starts that wait for the owner count as requests.
 * On a slow machine the whole simulation becomes slower, and nothing in it is late.
 */
export class DemoPace {
  private openRequests = 0;
  private lastTick = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: PaceOptions) {}

  /** Starts the time; `stop` stops it. */
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

  /** Slows down for a request; the returned function says that it is finished. */
  slowDown(): () => void {
    this.openRequests += 1;
    return () => {
      this.openRequests -= 1;
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
      // The effects of a step are delivered before the next one.
      await new Promise((resolve) => setImmediate(resolve));
      if (this.rate === 1) break;
    }
    if (this.timer !== undefined) this.plan();
  }

  private get rate(): number {
    return this.openRequests > 0 ? 1 : this.options.speed;
  }
}
