import type { Milliseconds } from '../../shared/units.js';

/** An instant of a foreign clock, and what is needed to know its age without any wall clock. */
export interface Aged {
  /** The instant, in milliseconds since 1970. */
  readonly at: number;
  /** Its age when it came, in ms; never negative. */
  readonly ageThen: number;
  /** When it came, on the monotonic clock. */
  readonly cameAt: Milliseconds;
}

/**
 * An instant with its age.
 * @param receivedAt when it came, in milliseconds since 1970
 */
export const aged = (at: number, receivedAt: number, cameAt: Milliseconds): Aged => ({
  at,
  ageThen: Math.max(0, receivedAt - at),
  cameAt,
});

/** The age in seconds. */
export const ageOf = ({ ageThen, cameAt }: Aged, now: Milliseconds): number =>
  (ageThen + Math.max(0, now - cameAt)) / 1000;
