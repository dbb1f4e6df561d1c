import type {
  ReadingCourse,
  ReadingRepository,
  StoredMinute,
  StoredReading,
} from './readings/reading.repository.js';

/** One moment of the water's course. */
export type CurvePoint = Pick<
  StoredReading,
  'at' | 'waterCenti' | 'targetCenti' | 'mode' | 'remainingSeconds'
>;

/** More than any cook has. */
const ALL = 10_000_000;

/**
 * The stored temperature course of a cook, oldest first: the minutes that old readings were summed up to, then the
 * readings themselves. @throws StorageUnavailableError
 */
export async function curveOf(store: ReadingRepository, cookId: string): Promise<ReadingCourse> {
  const minutes = await store.minutesOfCook(cookId);
  // The stored course has the mean of each minute only, and a peak must not be lost.
  if (minutes.length === 0) return store.courseOfCook(cookId);
  const { readings } = await store.ofCook(cookId, ALL);
  return toCurve([...minutes.flatMap(pointsOf), ...readings]);
}

/** Points in columns. */
export const toCurve = (points: readonly CurvePoint[]): ReadingCourse => ({
  at: Float64Array.from(points, ({ at }) => at),
  waterCenti: Float64Array.from(points, ({ waterCenti }) => waterCenti),
  targetCenti: Float64Array.from(points, ({ targetCenti }) => targetCenti ?? NaN),
  mode: points.map(({ mode }) => mode),
  remainingSeconds: Float64Array.from(points, ({ remainingSeconds }) => remainingSeconds ?? NaN),
});

/** Two curves one after the other. */
export function joined(one: ReadingCourse, other: ReadingCourse): ReadingCourse {
  if (other.at.length === 0) return one;
  const both = (first: Float64Array, second: Float64Array) => Float64Array.from([...first, ...second]);
  return {
    at: both(one.at, other.at),
    waterCenti: both(one.waterCenti, other.waterCenti),
    targetCenti: both(one.targetCenti, other.targetCenti),
    mode: [...one.mode, ...other.mode],
    remainingSeconds: both(one.remainingSeconds, other.remainingSeconds),
  };
}

/** One point of a curve. */
export function pointAt(curve: ReadingCourse, index: number): CurvePoint {
  const [target, remaining] = [curve.targetCenti[index]!, curve.remainingSeconds[index]!];
  return {
    at: curve.at[index]!,
    waterCenti: curve.waterCenti[index]!,
    targetCenti: Number.isNaN(target) ? null : target,
    mode: curve.mode[index]!,
    remainingSeconds: Number.isNaN(remaining) ? null : remaining,
  };
}

/** The minimum, mean and maximum of a minute all have its beginning as time: their own times are not stored. */
function pointsOf({ at, targetCenti, mode, ...water }: StoredMinute): CurvePoint[] {
  const { waterMinCenti, waterMeanCenti, waterMaxCenti } = water;
  const isSteady = waterMinCenti === waterMaxCenti;
  const waters = isSteady ? [waterMeanCenti] : [waterMinCenti, waterMeanCenti, waterMaxCenti];
  return waters.map((waterCenti) => ({ at, waterCenti, targetCenti, mode, remainingSeconds: null }));
}
