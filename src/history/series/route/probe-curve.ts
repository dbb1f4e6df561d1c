import type { ReadingBucket } from '../../../thermometers/probe-series.js';
import type { ProbeReading } from '../../../thermometers/thermometer.js';

/** A point of the curve of a probe; null for a gap that begins there. Temperatures in °C. */
export interface CurvePoint {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly celsius: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly count: number;
  readonly late: boolean;
}

/** Shorter silences are no gap, whatever the pace of the probe. In milliseconds. */
const SHORTEST_GAP = 60_000;
/** A silence of more than so many usual intervals is a gap. */
const INTERVALS_OF_A_GAP = 3;

/** Raw readings as points. Those without a value are gaps. */
export const pointsOfReadings = (readings: readonly ProbeReading[]): CurvePoint[] =>
  readings.map(({ at, celsius, late }) => ({
    at,
    celsius,
    min: null,
    max: null,
    count: celsius === null ? 0 : 1,
    late,
  }));

/** Folded readings as points, with their means. */
export const pointsOfBuckets = (buckets: readonly ReadingBucket[]): CurvePoint[] =>
  buckets.map(({ at, mean, min, max, count, late }) => ({ at, celsius: mean, min, max, count, late }));

/**
 * Adds a point without a value wherever the probe was silent for longer than usual, so that no curve is drawn across.
 * @param width of the time that a point stands for, in milliseconds; 0 for a single reading
 * @param interval how far apart the readings of this probe are by its vendor, in milliseconds; undefined if unknown
 */
export function withGaps(points: readonly CurvePoint[], width: number, interval?: number): CurvePoint[] {
  const silence = Math.max(
    SHORTEST_GAP,
    INTERVALS_OF_A_GAP * Math.max(interval ?? 0, usualInterval(points, width)),
  );
  return points.flatMap((point, index) => {
    const end = points[index - 1] && points[index - 1]!.at + width;
    const isGap = end !== undefined && points[index - 1]!.celsius !== null && point.at - end > silence;
    return isGap ? [gapAt(Math.max(end, points[index - 1]!.at + 1)), point] : [point];
  });
}

const gapAt = (at: number): CurvePoint => ({
  at,
  celsius: null,
  min: null,
  max: null,
  count: 0,
  late: false,
});

/** How far apart the readings of most points are, in milliseconds. */
function usualInterval(points: readonly CurvePoint[], width: number): number {
  const counts = points.filter(({ count }) => count > 0).map(({ count }) => count);
  const usualCount = medianOf(counts);
  if (usualCount > 1) return width / usualCount;
  return medianOf(points.slice(1).map(({ at }, index) => at - points[index]!.at));
}

function medianOf(numbers: number[]): number {
  return numbers.sort((one, other) => one - other)[numbers.length >> 1] ?? 0;
}
