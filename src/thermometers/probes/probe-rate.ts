import type { Sample } from './recent-readings.js';

/** The rate is that of so many last milliseconds. */
const WINDOW = 10 * 60_000;
/** Where too few readings are in it, of so many. */
const WIDE_WINDOW = 30 * 60_000;
/** The fewest readings, and the shortest time between the first and the last, in ms, that show a rate. */
const FEWEST = 5;
const SHORTEST = 2 * 60_000;
/** No rate reaches across a longer gap, in ms. */
const LONGEST_GAP = 10 * 60_000;
const HOUR = 3600_000;

/**
 * The rate of change of a probe in °C per hour: the median of the slopes between all pairs of its last readings (Theil
 * 1950, Sen 1968), which a few wrong readings do not move. Null when there are too few.
 * @param samples oldest first
 */
export function rateOf(samples: readonly Sample[]): number | null {
  const unbroken = withoutGap(samples);
  const recent = [WINDOW, WIDE_WINDOW].map((window) => within(unbroken, window)).find(isEnough);
  return recent === undefined ? null : median(slopesOf(recent)) * HOUR;
}

const within = (samples: readonly Sample[], window: number): readonly Sample[] => {
  const from = (samples.at(-1)?.at ?? 0) - window;
  return samples.filter(({ at }) => at >= from);
};

const isEnough = (samples: readonly Sample[]): boolean =>
  samples.length >= FEWEST && samples.at(-1)!.at - samples[0]!.at >= SHORTEST;

function withoutGap(samples: readonly Sample[]): readonly Sample[] {
  const from = samples.findLastIndex(({ at }, index) => at - (samples[index - 1]?.at ?? at) > LONGEST_GAP);
  return from <= 0 ? samples : samples.slice(from);
}

function slopesOf(samples: readonly Sample[]): number[] {
  const slopes: number[] = [];
  for (const [index, later] of samples.entries()) {
    for (const earlier of samples.slice(0, index)) {
      slopes.push((later.celsius - earlier.celsius) / (later.at - earlier.at));
    }
  }
  return slopes;
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
