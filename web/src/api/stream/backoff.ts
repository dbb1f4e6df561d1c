/** The pauses before the stream is opened again, in milliseconds, by the number of failures; the last one repeats. */
const PAUSES = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
/** The part of a pause that is left to chance, so that many pages do not return in the same moment. */
const SPREAD = 0.3;

/** The pause after some failures in a row, in milliseconds. `chance` is between 0 and 1. */
export function backoff(failures: number, chance: number): number {
  const pause = PAUSES[Math.min(Math.max(failures, 1), PAUSES.length) - 1]!;
  return Math.round(pause * (1 - SPREAD / 2 + SPREAD * chance));
}
