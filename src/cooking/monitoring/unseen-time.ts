/** A moment by two clocks, both in milliseconds. */
export interface TwoClocks {
  /** By a clock of this machine, which may be behind after a power cut. */
  readonly own: number;
  /** By the time that the cloud gives the states of the cooker; undefined where it gave none. */
  readonly cloud: number | undefined;
}

/**
 * How long a cooker was not observed, in milliseconds: the longer of what the two clocks say, never negative. Food
 * that was not observed for longer is less safe.
 */
export function unseenTime(last: TwoClocks, now: TwoClocks): number {
  const byCloud = last.cloud === undefined || now.cloud === undefined ? 0 : now.cloud - last.cloud;
  return Math.max(0, now.own - last.own, byCloud);
}
