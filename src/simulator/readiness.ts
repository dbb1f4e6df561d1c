import type { Clock } from '../shared/clock.js';
import { milliseconds } from '../shared/units.js';

/** The pause between two requests. */
const EVERY = milliseconds(100);
/** How long one request may take. */
const HEALTH_TIMEOUT = milliseconds(1000);

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
    if (await respondsOk(url)) return true;
    await new Promise<void>((resume) => clock.after(milliseconds(EVERY), resume));
  }
  return false;
}

async function respondsOk(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(HEALTH_TIMEOUT) })).status === 200;
  } catch {
    return false; // not listening yet
  }
}
