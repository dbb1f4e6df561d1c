import { type Milliseconds, milliseconds } from './units.js';

/** Cancels a planned callback; it does nothing after the callback has run. */
export type Cancel = () => void;

/** Time, passed in so that tests can drive it. */
export abstract class Clock {
  /** The wall clock: for showing instants and comparing with others' timestamps. It may jump. */
  abstract now(): Date;
  /** Milliseconds since some fixed moment: for ages and timers. It never jumps and never goes back. */
  abstract monotonic(): Milliseconds;
  /** Runs the callback once after `delay`. */
  abstract after(delay: Milliseconds, call: () => void): Cancel;
}

/** The clock of the machine. It does not depend on Nest, so that programs without Nest can use it too. */
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }

  monotonic(): Milliseconds {
    return milliseconds(performance.now());
  }

  after(delay: Milliseconds, call: () => void): Cancel {
    const timer = setTimeout(call, delay);
    return () => clearTimeout(timer);
  }
}

/** Waits for a promise, but no longer than `timeout`; undefined after the timeout. Rejects as the promise does. */
export async function waitFor<Value>(
  promise: Promise<Value>,
  timeout: number,
  clock: Clock,
): Promise<Value | undefined> {
  let cancel: (() => void) | undefined;
  const timedOut = new Promise<undefined>((resolve) => {
    cancel = clock.after(Math.max(0, timeout) as Milliseconds, () => resolve(undefined));
  });
  try {
    return await Promise.race([promise, timedOut]);
  } finally {
    cancel?.();
  }
}

/** A time on two clocks, both in milliseconds. */
interface TwoClocks {
  /** On a clock of this machine, which may be behind after a power cut. */
  readonly own: number;
  /** The time of the cloud in the state of the cooker; undefined when the state has none. */
  readonly cloud: number | undefined;
}

/**
 * How long a cooker was not observed, in milliseconds: the longer of the two clocks' values, never negative. The longer
 * value is the safer one for the food.
 */
export function unseenTime(last: TwoClocks, now: TwoClocks): number {
  const byCloud = last.cloud === undefined || now.cloud === undefined ? 0 : now.cloud - last.cloud;
  return Math.max(0, now.own - last.own, byCloud);
}

/** Runs an action once, at the earliest of the times that were asked for since it last ran. */
export class EarliestTimer {
  private planned: { readonly due: Milliseconds; readonly cancel: Cancel } | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly act: () => void,
  ) {}

  /** Has the action run after this time, unless it runs sooner anyway. */
  within(time: Milliseconds): void {
    const due = milliseconds(this.clock.monotonic() + time);
    if (this.planned !== undefined && this.planned.due <= due) return;
    this.cancel();
    this.planned = { due, cancel: this.clock.after(time, () => this.run()) };
  }

  /** Has the action not run, until a time is asked for again. */
  cancel(): void {
    this.planned?.cancel();
    this.planned = undefined;
  }

  private run(): void {
    this.planned = undefined;
    this.act();
  }
}
