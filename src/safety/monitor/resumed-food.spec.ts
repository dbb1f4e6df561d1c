import fc from 'fast-check';
import { makePlan } from '../../../test/harness/plans.js';
import { makeSafety } from '../../../test/harness/safety.js';
import { celsius, millimetres, milliseconds } from '../../shared/units.js';
import type { CookPlan } from '../cook-plan.js';
import type { FoodMonitor, MonitorReport } from './food-monitor.js';

const safety = makeSafety();
const fresh = (plan: CookPlan): FoodMonitor => safety.follow(plan)!;

/** Water as it is read so many seconds after the reading before, at a setpoint. */
interface Reading {
  readonly water: number;
  readonly after: number;
  readonly target?: number;
}

/** Water of one temperature, read every 30 seconds. */
const lying = (time: number, water: number, target?: number): Reading[] =>
  Array.from({ length: time * 2 }, () => ({ water, after: 30, ...(target && { target }) }));

/** Shows the water to a monitor. @returns the moment of the last reading */
function show(monitor: FoodMonitor, plan: CookPlan, readings: readonly Reading[], from: number): number {
  let at = from;
  for (const { water, after, target = plan.target } of readings) {
    at += after * 1000;
    monitor.follow({ at: milliseconds(at), water: celsius(water), target: celsius(target) });
  }
  return at;
}

const throughJson = (monitor: FoodMonitor): unknown => JSON.parse(JSON.stringify(monitor.snapshot()));

/** A report whose moment is relative to the last reading, since no two processes share a clock. */
function reportAt(monitor: FoodMonitor, lastAt: number): MonitorReport {
  const report = monitor.report()!;
  const { pasteurizedAt } = report;
  return { ...report, pasteurizedAt: pasteurizedAt && milliseconds(pasteurizedAt - lastAt) };
}

/** A food whose server ended after some readings, beside the same one whose server did not. */
function interrupted(plan: CookPlan, before: readonly Reading[], lastAt = -1234.5) {
  const whole = fresh(plan);
  const end = show(whole, plan, before, 1000);
  const resumed = safety.follow(plan, { snapshot: throughJson(whole), lastAt: milliseconds(lastAt) })!;
  const moments = { resumed: lastAt, whole: end };
  return {
    whole,
    resumed,
    after: (readings: readonly Reading[]): [MonitorReport, MonitorReport] => {
      moments.resumed = show(resumed, plan, readings, moments.resumed);
      moments.whole = show(whole, plan, readings, moments.whole);
      return [reportAt(resumed, moments.resumed), reportAt(whole, moments.whole)];
    },
  };
}

/** Seconds of one step, and the most that a pathogen loses in one at the temperature from which it counts. */
const LOOK = 15;
const LOST_AT_ONCE = 0.05;

/** A minimally colder core may count as hot enough one step later, so that everything lags by at most one step. */
function expectSame(resumed: MonitorReport, whole: MonitorReport, lag = 0): void {
  expect(Math.abs(resumed.core - whole.core)).toBeLessThan(0.001);
  for (const [at, { predicted, ...pathogen }] of resumed.reductions.entries()) {
    const other = whole.reductions[at]!;
    expect(other).toMatchObject(pathogen);
    expect(predicted).toBeLessThanOrEqual(other.predicted * (1 + 1e-4));
    expect(predicted).toBeGreaterThanOrEqual(other.predicted * (1 - 1e-4) - lag);
  }
  expect(resumed.reductions).toHaveLength(whole.reductions.length);
  expectSameTime(resumed.missing, whole.missing, LOOK);
  expectSameTime(resumed.pasteurizedAt ?? Infinity, whole.pasteurizedAt ?? Infinity, 2 * LOOK * 1000);
  if (whole.pasteurized) expect(resumed.pasteurizedAt).toBeGreaterThan(whole.pasteurizedAt! - 1e-3);
  for (const exact of ['thickness', 'pasteurized', 'pasteurizedUpTo', 'planned', 'unseen', 'spoilt'] as const)
    expect([exact, resumed[exact]]).toEqual([exact, whole[exact]]);
  for (const rounded of ['delay', 'inDangerZone'] as const)
    expect(Math.abs(resumed[rounded] - whole[rounded])).toBeLessThanOrEqual(1);
}

function expectSameTime(one: number, other: number, within: number): void {
  if (one === other) return;
  expect(Math.abs(one - other)).toBeLessThanOrEqual(within + 1e-3);
}

/** A cook to which much happened: late water, an unobserved gap, a setpoint below the floor, a dip. */
const CHICKEN = makePlan();
const EVENTFUL: readonly Reading[] = [
  { water: 64, after: 0 },
  ...lying(20, 60),
  { water: 66, after: 900 },
  ...lying(10, 60, 50),
  ...lying(30, 66),
];
const [REACHED, DIP] = [lying(50, 66), lying(20, 58)];

describe('A snapshot of a monitor', () => {
  it('is there from the first reading on', () => {
    const monitor = fresh(CHICKEN);
    expect(monitor.snapshot()).toBeUndefined();
    show(monitor, CHICKEN, [{ water: 65, after: 0 }], 0);
    expect(monitor.snapshot()).toMatchObject({
      water: 65,
      target: 65,
      begunAgo: 0,
      reachedAgo: null,
      unseen: 0,
    });
  });

  it('is a plain value that JSON keeps, in 8 KB at most where every thickness is still to come', () => {
    const monitor = fresh(makePlan({ vulnerableConsumers: true }));
    show(monitor, CHICKEN, EVENTFUL.slice(0, 20), 0);
    expect(monitor.report()!.pasteurizedUpTo).toBe(0);
    expect(throughJson(monitor)).toStrictEqual(monitor.snapshot());
    expect(JSON.stringify(monitor.snapshot()).length).toBeLessThan(8 * 1024);
  });

  it.each([0, 0.5, 1e9, -1e9])('leads to one that would be kept alike, on a clock at %d ms', (lastAt) => {
    const { whole, resumed } = interrupted(CHICKEN, [...EVENTFUL, ...REACHED], lastAt);
    const { begunAgo, reachedAgo, ...others } = whole.snapshot()!;
    expect(resumed.snapshot()).toMatchObject(others);
    expect(resumed.snapshot()!.begunAgo).toBeCloseTo(begunAgo, 3);
    expect(resumed.snapshot()!.reachedAgo).toBeCloseTo(reachedAgo!, 3);
  });

  it('leaves the monitor as it is that it was made of, and the one that it was given to', () => {
    const whole = fresh(CHICKEN);
    show(whole, CHICKEN, EVENTFUL, 0);
    const [before, given] = [whole.report(), fresh(CHICKEN)];
    const resumed = given.restore(throughJson(whole), milliseconds(0));
    show(resumed, CHICKEN, REACHED, 0);
    expect(whole.report()).toEqual(before);
    expect(given.report()).toBeUndefined();
    expect(show(given, CHICKEN, [{ water: 65, after: 0 }], 0)).toBe(0);
    expect(given.report()).toMatchObject({ core: 5, pasteurizedUpTo: 0 });
  });

  it('never lets a pathogen that was a hair away count as gone', () => {
    const whole = fresh(CHICKEN);
    show(whole, CHICKEN, EVENTFUL, 0);
    const { predicted } = whole.report()!.reductions[0]!;
    const resumed = fresh(CHICKEN).restore(throughJson(whole), milliseconds(0));
    expect(resumed.report()!.reductions[0]!.predicted).toBeLessThanOrEqual(predicted);
    expect(resumed.report()!.core).toBeLessThanOrEqual(whole.report()!.core);
  });
});

describe('A food whose server began anew', () => {
  const moments: readonly (readonly [string, readonly Reading[]])[] = [
    ['at the first reading', EVENTFUL.slice(0, 1)],
    ['while it warms', EVENTFUL.slice(0, 30)],
    ['after a gap', EVENTFUL.slice(0, 42)],
    ['while no pathogen counts', EVENTFUL.slice(0, 55)],
    ['while it is nearly there', EVENTFUL],
    ['when it is there', [...EVENTFUL, ...REACHED]],
    ['when it is there and cooled down', [...EVENTFUL, ...REACHED, ...DIP]],
    ['when it is there and its setpoint is below the floor', [...EVENTFUL, ...REACHED, ...lying(1, 40, 40)]],
  ];

  it.each(moments)('%s stands where it stood', (_name, before) => {
    const [resumed, whole] = interrupted(CHICKEN, before).after([]);
    expectSame(resumed, whole);
    expect(resumed).toMatchObject({
      missing: whole.missing,
      delay: whole.delay,
      inDangerZone: whole.inDangerZone,
    });
    expectSameTime(resumed.pasteurizedAt ?? Infinity, whole.pasteurizedAt ?? Infinity, 0);
  });

  it.each(moments)('%s goes on as if nothing had been', (_name, before) => {
    const food = interrupted(CHICKEN, before);
    for (const readings of [lying(3, 55), REACHED, lying(5, 40, 40), REACHED, REACHED]) {
      expectSame(...food.after(readings));
      const [resumed, whole] = [food.resumed, food.whole].map((one) => one.missingAt(celsius(62)));
      expectSameTime(resumed!, whole!, LOOK);
    }
    expect(food.resumed.report()).toMatchObject({ pasteurized: true });
    expect(food.resumed.report()!.pasteurizedUpTo).toBeGreaterThan(35);
  });

  it('keeps what it knew of the past', () => {
    const [resumed] = interrupted(CHICKEN, [...EVENTFUL, ...REACHED]).after([]);
    expect(resumed).toMatchObject({ pasteurized: true, unseen: 15, missing: 0 });
    for (const known of [resumed.delay, resumed.inDangerZone, resumed.planned])
      expect(known).toBeGreaterThan(5);
    expect(resumed.pasteurizedAt).toBeLessThan(-60_000);
  });

  it('is spoilt as late, and stays so', () => {
    const warm = lying(239, 45);
    const food = interrupted(CHICKEN, [{ water: 45, after: 0 }, ...warm]);
    expect(food.after([])[0]).toMatchObject({ inDangerZone: 239, spoilt: false });
    expect(food.after(lying(2, 45))[0]).toMatchObject({ inDangerZone: 241, spoilt: true });
    const [resumed] = interrupted(CHICKEN, [{ water: 45, after: 0 }, ...warm, ...lying(2, 45)]).after([]);
    expect(resumed).toMatchObject({ spoilt: true });
  });

  it('would never have been pasteurised in the first water, and says so still', () => {
    const food = interrupted(CHICKEN, [{ water: 50, after: 0, target: 50 }, ...lying(10, 65)]);
    expect(food.after([])[0]).toMatchObject({ planned: Infinity, delay: 0 });
    expect(food.whole.snapshot()).toStrictEqual(throughJson(food.whole));
  });

  describe('after a gap in the readings', () => {
    const before = [...EVENTFUL.slice(0, 42), ...lying(50, 65)];
    const gap = (time: number, water = 65) => {
      const food = interrupted(CHICKEN, before);
      const [stood] = food.after([]);
      const [resumed, whole] = food.after([{ water, after: time * 60 }]);
      expectSame(resumed, whole);
      const gained = resumed.reductions[0]!.predicted - stood.reductions[0]!.predicted;
      return { gained, core: resumed.core, unseen: resumed.unseen - stood.unseen };
    };

    it('of five minutes has what the colder end of it kills', () => {
      expect(gap(5)).toMatchObject({ unseen: 0 });
      expect(gap(5).gained).toBeGreaterThan(0.5);
      // The other end was at 65 °C, so that hotter water after it says nothing of the time between.
      expect(gap(5, 90)).toEqual(gap(5));
      expect(gap(5, 60).gained).toBeLessThan(gap(5).gained);
      expect(gap(5, 60).core).toBeLessThan(gap(5).core);
    });

    it('of twenty minutes has nothing of it, and says that it was not observed', () => {
      expect(gap(20)).toMatchObject({ gained: 0, unseen: 20 });
      expect(gap(20).core).toBeGreaterThan(gap(5).core);
    });
  });
});

describe('With any food, water and moment', () => {
  const plans: fc.Arbitrary<CookPlan> = fc
    .record({
      food: fc.constantFrom(
        'chicken',
        'pork chop',
        'beef steak',
        'salmon',
        'cod',
        'burger',
        'egg',
        'custard',
        undefined,
      ),
      target: fc.double({ min: 55, max: 75, noNaN: true }).map(celsius),
      thickness: fc.option(fc.integer({ min: 5, max: 60 }).map(millimetres), { nil: undefined }),
      shape: fc.constantFrom('slab', 'portion', 'cylinder', 'cube', 'sphere', undefined),
      startState: fc.constantFrom('refrigerated', 'room', 'frozen'),
      vulnerableConsumers: fc.boolean(),
    })
    .map(makePlan);
  const water = fc.oneof(
    fc.double({ min: 56, max: 80, noNaN: true }),
    fc.double({ min: 0, max: 95, noNaN: true }),
  );
  const stretch = fc.tuple(fc.integer({ min: 1, max: 40 }), water).map(([time, at]) => lying(time, at));
  const jump = fc.record({ water, after: fc.integer({ min: 1, max: 1500 }) }).map((reading) => [reading]);
  const courses = fc
    .array(fc.oneof({ weight: 3, arbitrary: stretch }, jump), { minLength: 2, maxLength: 6 })
    .map((all) => [{ water: 60, after: 0 }, ...all.flat()]);

  it('a food whose server began anew stands where it would have stood', () => {
    fc.assert(
      fc.property(plans, courses, fc.double({ min: 0, max: 1, noNaN: true }), (plan, course, share) => {
        const moment = 1 + Math.floor(share * (course.length - 1));
        const food = interrupted(plan, course.slice(0, moment));
        expectSame(...food.after([]));
        expectSame(...food.after(course.slice(moment)), LOST_AT_ONCE);
      }),
      { numRuns: 20 },
    );
  }, 60_000);
});
