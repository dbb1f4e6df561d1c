import type { Milliseconds } from './units.js';
import { milliseconds } from './units.js';

/** A uniform random number in [0, 1), passed in so that tests can choose it. */
export type Chance = () => number;

/** Upper bound of the first delay, in ms; it doubles with each attempt. */
const FIRST = 1_000;
/** The highest upper bound, in ms. */
const LONGEST = 60_000;
/** After failing for so long, attempts become rare, in ms. */
const RARE_AFTER = 600_000;
/** The longest delay of rare attempts, in ms. */
const RARE = 300_000;
// Full jitter over 300 s would halve the mean wait; a fifth is enough to keep clients apart.
const RARE_JITTER = 0.2;
// Full jitter may draw zero; this keeps a run of small draws from becoming a tight loop.
const SHORTEST = 100;

/**
 * The delay before the next attempt to connect: full jitter over 1 s doubling to 60 s, and between 240 and 300 s after
 * 10 minutes of failures. Hand-written, since libraries for backoff run the attempts themselves, and here only the delay
 * is needed.
 * @param attempt failures so far, from 1
 * @param failingFor time since the first failure
 */
export function retryDelay(attempt: number, failingFor: Milliseconds, chance: Chance): Milliseconds {
  if (failingFor >= RARE_AFTER) return milliseconds(RARE * (1 - RARE_JITTER * chance()));
  const ceiling = Math.min(FIRST * 2 ** (attempt - 1), LONGEST);
  return milliseconds(Math.max(SHORTEST, ceiling * chance()));
}
