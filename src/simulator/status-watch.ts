import type { Clock } from '../shared/clock.js';
import { milliseconds } from '../shared/units.js';
import { DemoNews, type FetchedStatus } from './demo-news.js';
import type { Output } from './terminal.js';

/** How long one request may take. */
const STATUS_TIMEOUT = milliseconds(2_000);
const MINUTE = 60_000;

export interface WatchOptions {
  /** Where the server listens, without a slash at the end. */
  readonly address: string;
  readonly apiKey: string;
  /** The simulated time, whose moments are printed. */
  readonly time: Clock;
  /** Real time; `every` ms pass between two readings. */
  readonly clock: Clock;
  readonly every: number;
  readonly out: Output;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Writes one line of text for each change of the cooker, until the signal is aborted. */
export async function tellNews({ time, clock, every, out, signal, ...server }: WatchOptions): Promise<void> {
  const news = new DemoNews();
  while (!signal.aborted) {
    const status = await look(server, signal);
    for (const line of status ? news.since(status) : []) out.write(`${minutesOf(time)}  ${line}\n`);
    await pause(clock, every, signal);
  }
}

/** Waits so many ms, or until the signal is aborted. */
async function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resume) => {
    const cancel = clock.after(milliseconds(ms), done);
    signal.addEventListener('abort', done, { once: true });
    function done(): void {
      cancel();
      signal.removeEventListener('abort', done);
      resume();
    }
  });
}

/** The minutes of simulated time since the start, as they stand before each line. */
export const minutesOf = (time: Clock): string =>
  `[${String(Math.floor(time.monotonic() / MINUTE)).padStart(4)} min]`;

async function look(
  { address, apiKey }: Pick<WatchOptions, 'address' | 'apiKey'>,
  signal: AbortSignal,
): Promise<FetchedStatus | undefined> {
  try {
    const response = await fetch(`${address}/status`, {
      headers: { Authorization: `Bearer ${apiKey}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(STATUS_TIMEOUT)]),
    });
    return response.ok ? ((await response.json()) as FetchedStatus) : undefined;
  } catch {
    return undefined; // it may be ending
  }
}
