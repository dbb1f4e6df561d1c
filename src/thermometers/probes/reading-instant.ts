/** How far the instant of a reading may be ahead of this server's clock, in ms. Source: the contract of pushed readings. */
export const MOST_AHEAD = 2 * 60_000;
/** A reading that comes so long after it was measured is late, in ms, and credits no kill. Source: the contract. */
const LATE_AFTER = 2 * 60_000;
/** No reading is older: wireless clocks without the time begin at 1970 or 2000. */
const EARLIEST = Date.UTC(2020, 0, 1);

/** Why the instant of a reading cannot be right. */
export type InstantProblem = 'unreadable' | 'too-old' | 'ahead';

/**
 * What is wrong with the instant of a reading; undefined when it may be right.
 * @param at when the device says that it measured, in milliseconds since 1970
 * @param receivedAt when it came, by this server's clock
 */
export function instantProblem(at: number, receivedAt: number): InstantProblem | undefined {
  if (!Number.isFinite(at)) return 'unreadable';
  if (at < EARLIEST) return 'too-old';
  return at > receivedAt + MOST_AHEAD ? 'ahead' : undefined;
}

/** Whether a reading came too late to credit any kill. */
export const isLate = (at: number, receivedAt: number): boolean => receivedAt - at > LATE_AFTER;
