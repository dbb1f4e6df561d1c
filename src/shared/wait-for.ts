import type { Clock } from './clock.js';
import type { Milliseconds } from './units.js';

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
