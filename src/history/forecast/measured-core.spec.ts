import { makePlan } from '../../../test/harness/plans.js';
import { makeSafety } from '../../../test/harness/safety.js';
import { makeStoredReading } from '../../../test/harness/stored.js';
import { makeRecordedCook, makeCookRecord } from '../../../test/harness/stored-cooks.js';
import { celsius } from '../../shared/units.js';
import { toCurve } from '../cook-curve.js';
import { foodInAt, reachesTargetAt } from './food-in.js';
import { gapsIn } from './gaps.js';
import { measuredCore } from './measured-core.js';

const NOON = Date.parse('2026-03-01T12:00:00Z');
const MINUTE = 60_000;

type Minute = number | readonly [minute: number, water: number];
/** Readings of water at these minutes, at 65.3 °C unless they say otherwise. */
const courseOf = (...readings: readonly Minute[]) =>
  toCurve(
    readings.map((one) => {
      const [minute, water] = typeof one === 'number' ? [one, 65.3] : one;
      const remainingSeconds = Math.max(0, 5400 - minute * 60);
      return makeStoredReading({
        at: NOON + minute * MINUTE,
        waterCenti: Math.round(water * 100),
        remainingSeconds,
      });
    }),
  );
const everyMinute = (count: number) => Array.from({ length: count }, (_, minute) => minute);
const coreOf = (course: ReturnType<typeof courseOf>, first = 0) =>
  measuredCore(makeSafety().replay(makePlan())!, course, first);

describe('The modelled core over stored readings', () => {
  it('begins with the food as it goes in, is sorted, and ends with the last reading', async () => {
    const core = await coreOf(courseOf(...everyMinute(91)));
    expect(core[0]).toEqual({ at: NOON, core: 5 });
    expect(core.at(-1)!.at).toBe(NOON + 90 * MINUTE);
    expect(core.at(-1)!.core).toBeGreaterThan(60);
    const times = core.map(({ at }) => at);
    expect(times).toEqual([...new Set(times)].toSorted((one, other) => one - other));
  });

  it('never passes the water, and has at most 200 points for a day of a reading a second', async () => {
    const day = Array.from({ length: 86_400 }, (_, second) =>
      makeStoredReading({ at: NOON + second * 1000, waterCenti: 6500 + (second % 30) }),
    );
    const core = await coreOf(toCurve(day));
    expect(core.length).toBeGreaterThan(150);
    expect(core.length).toBeLessThanOrEqual(200);
    expect(Math.max(...core.map((point) => point.core))).toBeLessThan(65);
  });

  it('begins where the food goes in', async () => {
    const core = await coreOf(courseOf([0, 20], [10, 60], 20, 21, 22), 2);
    expect(core[0]).toEqual({ at: NOON + 20 * MINUTE, core: 5 });
  });

  it('keeps both ends of a gap', async () => {
    const core = await coreOf(
      courseOf(...everyMinute(600), 700, ...everyMinute(60).map((minute) => 701 + minute)),
    );
    const times = core.map(({ at }) => (at - NOON) / MINUTE);
    expect(times).toContain(599);
    expect(times).toContain(700);
  });

  it('counts the water as cold in a gap in which the timer stood still', async () => {
    const before = everyMinute(30).map((minute) =>
      makeStoredReading({ at: NOON + minute * MINUTE, remainingSeconds: 5400 - minute * 60 }),
    );
    const after = makeStoredReading({ at: NOON + 90 * MINUTE, remainingSeconds: 3600 });
    const ranOn = makeStoredReading({ at: NOON + 90 * MINUTE, remainingSeconds: 0 });
    const stood = (await coreOf(toCurve([...before, after]))).at(-1)!.core;
    expect(stood).toBeLessThan(30);
    expect((await coreOf(toCurve([...before, ranOn]))).at(-1)!.core).toBeGreaterThan(55);
  });
});

describe('The gaps in readings', () => {
  it('are the times of more than three minutes without one', () => {
    const gaps = gapsIn(courseOf(0, 1, 4, 8, 9));
    expect(gaps).toEqual([{ from: NOON + 4 * MINUTE, to: NOON + 8 * MINUTE }]);
    expect(gapsIn(courseOf())).toEqual([]);
  });

  it('are the longest when there are many, in their order', () => {
    const gaps = gapsIn(courseOf(...everyMinute(40).map((index) => index * index * 4)));
    expect(gaps).toHaveLength(20);
    expect(gaps).toEqual(gaps.toSorted((one, other) => one.from - other.from));
    expect(gaps.at(-1)!.to).toBe(NOON + 39 * 39 * 4 * MINUTE);
  });
});

describe('The moment at which food goes in', () => {
  const cook = makeRecordedCook({
    record: makeCookRecord({ bath: { ...makeCookRecord().bath, timerStartedAt: null } }),
  });
  const modes = (...shown: readonly string[]) =>
    toCurve(shown.map((mode, minute) => makeStoredReading({ at: NOON + minute * MINUTE, mode })));

  it('is the first reading with a timer', () => {
    expect(foodInAt(modes('preheating', 'preheating', 'cooking', 'done'), cook)).toBe(2);
    expect(foodInAt(modes('preheating'), cook)).toBe(-1);
  });

  it('is the beginning of holding only for a cook that was begun elsewhere', () => {
    expect(foodInAt(modes('preheating', 'holding'), cook)).toBe(-1);
    expect(foodInAt(modes('preheating', 'holding'), { ...cook, plan: null })).toBe(1);
  });
});

describe('The moment at which the water reaches its target', () => {
  const at = (...readings: readonly Minute[]) => {
    const moment = reachesTargetAt(courseOf(...readings), celsius(65));
    return moment === undefined ? undefined : (moment - NOON) / MINUTE;
  };

  it('is predicted from the heating of the last five minutes', () => {
    expect(at([0, 20], [5, 30], [10, 45])).toBeCloseTo(16.67, 1);
  });

  it('is the last reading once it is there', () => {
    expect(at([0, 60], [5, 65])).toBe(5);
  });

  it('is not known from one reading, from water that cools, or from the first seconds', () => {
    expect(at()).toBeUndefined();
    expect(at([0, 20])).toBeUndefined();
    expect(at([0, 30], [5, 29])).toBeUndefined();
    expect(at([0, 30], [5, 30])).toBeUndefined();
    expect(at([0, 20], [0.2, 21])).toBeUndefined();
  });
});
