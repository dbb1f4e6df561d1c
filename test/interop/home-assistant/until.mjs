import { setTimeout as pause } from 'node:timers/promises';

/** Waits until something is true. @param {() => unknown} isTrue @param {number} most milliseconds */
export async function until(isTrue, most = 60_000, what = String(isTrue)) {
  const end = performance.now() + most;
  for (;;) {
    const value = await isTrue();
    if (value) return value;
    if (performance.now() > end) throw new Error(`It did not happen within ${most / 1000} s: ${what}`);
    await pause(100);
  }
}
