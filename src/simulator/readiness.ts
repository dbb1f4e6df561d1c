import type { Clock } from '../shared/clock.js';
import { milliseconds } from '../shared/units.js';

/** Milliseconds between two questions, and the most that one may take. */
const EVERY = 100;
const HEALTH_TIMEOUT = 1000;

/**
 * Polls `url` until it returns 200: true then, false when `limit` milliseconds have passed or the
 * signal was aborted.
 */
export async function becomesReady(
  url: string,
  { clock, limit, signal }: { readonly clock: Clock; readonly limit: number; readonly signal: AbortSignal },
): Promise<boolean> {
  const end = clock.monotonic() + limit;
  while (!signal.aborted && clock.monotonic() < end) {
    if (await answersOk(url)) return true;
    await new Promise<void>((resume) => clock.after(milliseconds(EVERY), resume));
  }
  return false;
}

async function answersOk(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(HEALTH_TIMEOUT) })).status === 200;
  } catch {
    return false; // not listening yet
  }
}
