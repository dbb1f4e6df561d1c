/** A time on two clocks, both in milliseconds. */
export interface TwoClocks {
  /** On a clock of this machine, which may be behind after a power cut. */
  readonly own: number;
  /** The time of the cloud in the state of the cooker; undefined when the state has none. */
  readonly cloud: number | undefined;
}

/**
 * How long a cooker was not observed, in milliseconds: the longer of the two clocks' values, never negative. The longer
 * value is the safer one for the food.
 */
export function unseenTime(last: TwoClocks, now: TwoClocks): number {
  const byCloud = last.cloud === undefined || now.cloud === undefined ? 0 : now.cloud - last.cloud;
  return Math.max(0, now.own - last.own, byCloud);
}
