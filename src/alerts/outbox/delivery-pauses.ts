import type { Chance } from '../../shared/retry-delays.js';

/** How long a delivery is tried, in milliseconds of time in which a server ran; then it is dead. */
export const TRIED_AT_MOST = 24 * 3_600_000;

/** The pause after the first failure, in ms; it doubles with each failure. */
const FIRST = 2_000;
/** The longest pause of the first hour, in ms: a person is waiting for the message. */
const LONGEST = 300_000;
/** After so long without success attempts become rare, in ms. */
const RARE_AFTER = 3_600_000;
/** The pause between rare attempts, in ms. */
const RARE = 900_000;
// Half of a pause is drawn, so that the messages of an hour do not come at once when a channel is back.
const JITTER = 0.5;
// A fifth is enough to keep rare attempts apart, and keeps their number near a hundred a day.
const RARE_JITTER = 0.2;
/** The share that is added to a pause that the other side asks for: all its clients were given the same one. */
const SPREAD = 0.1;

/**
 * The pause until a delivery is tried again: 1 to 2 s after the first failure, doubling to 5 min, and about 15 min after
 * an hour of failures; never shorter than the other side asks for. The last attempt falls on the end of the day.
 * @param failures so far, from 1
 * @param triedFor how long it has been tried, in ms
 * @param asked the pause that the other side asks for, in ms
 * @returns ms
 */
export function pauseAfter(failures: number, triedFor: number, asked: number, chance: Chance): number {
  const own =
    triedFor >= RARE_AFTER
      ? RARE * (1 - RARE_JITTER * chance())
      : Math.min(FIRST * 2 ** (failures - 1), LONGEST) * (1 - JITTER * chance());
  const pause = Math.max(own, asked > 0 ? asked * (1 + SPREAD * chance()) : 0);
  return Math.ceil(Math.min(pause, Math.max(0, TRIED_AT_MOST - triedFor)));
}
