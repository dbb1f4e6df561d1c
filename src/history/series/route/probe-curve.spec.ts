import { celsius } from '../../../shared/units.js';
import { makeCourseOf, makeReading, NOON } from '../../../../test/harness/probe-readings.js';
import { pointsOfBuckets, pointsOfReadings, withGaps } from './probe-curve.js';

const MINUTE = 60_000;

const bucket = (minute: number, count: number) => ({
  at: NOON + minute * MINUTE,
  min: 19,
  max: 21,
  mean: 20,
  last: 20,
  count,
  late: false,
});

describe('The curve of a probe', () => {
  it('has a point without a value where the probe was silent for longer than usual', () => {
    const readings = [...makeCourseOf(30), ...makeCourseOf(30, 10_000, NOON + 10 * MINUTE)];
    const points = withGaps(pointsOfReadings(readings), 0);
    expect(points).toHaveLength(61);
    expect(points[30]).toEqual({
      at: NOON + 290_001,
      celsius: null,
      min: null,
      max: null,
      count: 0,
      late: false,
    });
  });

  it('has none where a probe reports rarely', () => {
    expect(withGaps(pointsOfReadings(makeCourseOf(30, 15 * MINUTE)), 0)).toHaveLength(30);
    const known = withGaps(pointsOfReadings(makeCourseOf(2, 10 * MINUTE)), 0, 5 * MINUTE);
    expect(known).toHaveLength(2);
  });

  it('has one gap where the device says that it has no reading', () => {
    const readings = [
      makeReading(),
      makeReading({ at: NOON + 10_000, celsius: null }),
      makeReading({ at: NOON + 60 * MINUTE, celsius: celsius(21) }),
      makeReading({ at: NOON + 60 * MINUTE + 10_000, celsius: celsius(21) }),
    ];
    expect(withGaps(pointsOfReadings(readings), 0).map((point) => point.celsius)).toEqual([20, null, 21, 21]);
  });

  it('has a gap where a whole bucket is empty, and none where the readings are rarer than the buckets', () => {
    const dense = [0, 5, 15, 20].map((minute) => bucket(minute, 30));
    const folded = withGaps(pointsOfBuckets(dense), 5 * MINUTE);
    expect(folded.map((point) => point.celsius)).toEqual([20, 20, null, 20, 20]);
    expect(folded[2]?.at).toBe(NOON + 10 * MINUTE);
    const sparse = [0, 15, 30, 45].map((minute) => bucket(minute, 1));
    expect(withGaps(pointsOfBuckets(sparse), 5 * MINUTE)).toHaveLength(4);
  });
});
