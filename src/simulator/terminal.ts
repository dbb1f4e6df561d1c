import type { Clock } from '../shared/clock.js';
import { SystemClock } from '../shared/clock.js';

/** Somewhere to write words to. */
export interface Output {
  write(text: string): unknown;
}

/** What a program run by hand is given. */
export interface Terminal {
  readonly clock: Clock;
  readonly out: Output;
  readonly err: Output;
  /** Aborted when the program should end. */
  readonly stop: AbortSignal;
  /** The port that the surroundings ask for (`PORT`); undefined when they ask for none. */
  readonly port?: string | undefined;
}

/** The process's own streams; SIGINT or SIGTERM asks the program to end, a second one ends it at once. */
export function standardTerminal(): Terminal {
  const ending = new AbortController();
  process.once('SIGINT', () => ending.abort());
  process.once('SIGTERM', () => ending.abort());
  const { PORT: port } = process.env;
  return { clock: new SystemClock(), out: process.stdout, err: process.stderr, stop: ending.signal, port };
}

/** Fulfilled once the signal is aborted. */
export async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
