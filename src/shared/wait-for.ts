import type { Clock } from './clock.js';
import type { Milliseconds } from './units.js';

/** Waits for a promise, but no longer than `patience`; undefined when that ran out. Rejects as the promise does. */
export async function waitFor<Value>(
  promise: Promise<Value>,
  patience: number,
  clock: Clock,
): Promise<Value | undefined> {
  let cancel: (() => void) | undefined;
  const ranOut = new Promise<undefined>((resolve) => {
    cancel = clock.after(Math.max(0, patience) as Milliseconds, () => resolve(undefined));
  });
  try {
    return await Promise.race([promise, ranOut]);
  } finally {
    cancel?.();
  }
}
