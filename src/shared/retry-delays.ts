import type { Milliseconds } from './units.js';
import { milliseconds } from './units.js';

/** Uniform chance in [0, 1), passed in so that tests can choose it. */
export type Chance = () => number;

const FIRST = 1_000;
const CEILING = 60_000;
const PATIENCE = 600_000;
const RARE = 300_000;
// Full jitter over 300 s would halve the mean wait; a fifth is enough to keep clients apart.
const RARE_JITTER = 0.2;
// Full jitter may draw zero; this keeps a run of small draws from becoming a tight loop.
const FLOOR = 100;

/**
 * How long to wait before dialling again: full jitter over 1 s doubling to 60 s, and after 10 minutes
 * of failing between 240 and 300 s.
 * @param attempt failures so far, from 1
 * @param failingFor how long nothing has worked
 */
export function retryDelay(attempt: number, failingFor: Milliseconds, chance: Chance): Milliseconds {
  if (failingFor >= PATIENCE) return milliseconds(RARE * (1 - RARE_JITTER * chance()));
  const ceiling = Math.min(FIRST * 2 ** (attempt - 1), CEILING);
  return milliseconds(Math.max(FLOOR, ceiling * chance()));
}
