import fc from 'fast-check';
import { makePlan } from '../../test/harness/plans.js';
import { makeSafety } from '../../test/harness/safety.js';
import { trials } from '../../test/harness/soak.js';
import { celsius, millimetres, minutes } from '../shared/units.js';
import { SHAPES, type CookPlan } from './cook-plan.js';
import { oneDecimalDown } from './named-plan.js';
import type { CoreOutcome, Verdict } from './verdict.js';
import type { HeatingCurve } from './heating-curve.js';

const safety = makeSafety();
const { foods } = safety;
const names = foods.classes.flatMap(({ foodClass }) => foods.namesOf(foodClass).slice(0, 4));

const plans: fc.Arbitrary<CookPlan> = fc.record({
  target: fc.integer({ min: 400, max: 1000 }).map((tenths) => celsius(tenths / 10)),
  hold: fc
    .oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 5999 }), fc.constantFrom(0, 1e6))
    .map(minutes),
  food: fc.constantFrom(undefined, 'zorblax', ...names),
  thickness: fc.oneof(fc.integer({ min: 5, max: 150 }).map(millimetres), fc.constant(undefined)),
  shape: fc.constantFrom(undefined, ...SHAPES),
  startState: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom('refrigerated', 'room') },
    { weight: 1, arbitrary: fc.constant('frozen') },
  ),
  vulnerableConsumers: fc.boolean(),
});
const CASES = trials(120, 3000);
/** What a value may lose where it is kept as a share of its target. */
const DIGITS = 1e-9;

/** Checks every plan that the engine describes. */
const everyCurve = (
  check: (curve: HeatingCurve, core: CoreOutcome, plan: CookPlan, verdict: Verdict) => void,
) =>
  fc.assert(
    fc.property(plans, (plan) => {
      const [curve, verdict] = [safety.curve(plan), safety.review(plan)];
      if (curve !== undefined && verdict.core !== undefined) check(curve, verdict.core, plan, verdict);
    }),
    CASES,
  );

const at = <Value>({ moments }: HeatingCurve, values: readonly Value[], moment: number): Value =>
  values[moments.indexOf(minutes(moment))]!;

describe('The curve of a plan', () => {
  it('exists exactly where the verdict says something of the core', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        expect(safety.curve(plan) === undefined).toBe(safety.review(plan).core === undefined);
      }),
      CASES,
    );
    expect(safety.curve(makePlan({ target: celsius(140) }))).toBeUndefined();
    expect(safety.curve(makePlan({ thickness: millimetres(200) }))).toBeUndefined();
  });

  it('has at most 200 moments, which rise from 0 to the end of the plan or beyond', () => {
    everyCurve(({ moments, core, reductions }, _core, { hold }) => {
      expect(moments.length).toBeLessThanOrEqual(200);
      expect([moments[0], core.length]).toEqual([0, moments.length]);
      expect(moments.at(-1)).toBeGreaterThanOrEqual(hold);
      for (let i = 1; i < moments.length; i++) expect(moments[i]!).toBeGreaterThan(moments[i - 1]!);
      for (const { values } of reductions) expect(values).toHaveLength(moments.length);
    });
  });

  it('has the reductions of the verdict at the end of the plan', () => {
    everyCurve((curve, { reductions }, { hold }) => {
      const ends = curve.reductions.map(({ name, required, values }) => ({
        ...{ name, required },
        predicted: at(curve, values, hold),
      }));
      expect(ends.map(({ name, required }) => [name, required])).toEqual(
        reductions.map(({ name, required }) => [name, required]),
      );
      for (const [index, { predicted }] of reductions.entries())
        expect(Math.abs(ends[index]!.predicted - predicted)).toBeLessThanOrEqual(DIGITS * (1 + predicted));
    });
  });

  it('has every requirement from the shortest time on, and not a minute before', () => {
    everyCurve((curve, { minimum }) => {
      if (minimum === undefined || curve.reductions.length === 0) return;
      const isSafe = (index: number) =>
        curve.reductions.every(({ values, required }) => values[index]! >= required * (1 - DIGITS));
      for (const [index, moment] of curve.moments.entries()) {
        if (moment >= minimum) expect(isSafe(index)).toBe(true);
        if (moment <= minimum - 1) expect(isSafe(index)).toBe(false);
      }
    });
  });

  it('brings the core to within half a degree of the bath when the verdict says so', () => {
    everyCurve((curve, { reachesTarget }, { target }) => {
      for (const [index, moment] of curve.moments.entries()) {
        if (moment >= reachesTarget) expect(curve.core[index]).toBeGreaterThanOrEqual(target - 0.5);
        if (moment <= reachesTarget - 1) expect(curve.core[index]).toBeLessThan(target - 0.5);
      }
    });
  });

  it('is safe from the shortest time on where the plan would be accepted for that time, and never else', () => {
    everyCurve(({ safeAt }, { minimum }, plan, { outcome }) => {
      if (outcome === 'pasteurized') expect(safeAt).toBe(minimum);
      if (safeAt === undefined) return;
      expect(safeAt).toBe(minimum);
      expect(safety.review({ ...plan, hold: safeAt })).toMatchObject({
        allowed: true,
        outcome: 'pasteurized',
      });
    });
  });

  it('never falls: not the core, and not what is inactivated', () => {
    everyCurve(({ core, reductions }) => {
      for (const values of [core, ...reductions.map((one) => one.values)])
        for (let i = 1; i < values.length; i++)
          expect(values[i]!).toBeGreaterThanOrEqual(values[i - 1]! - 1e-4 * (1 + Math.abs(values[i]!)));
    });
  });

  it('shows why chicken is not safe after an hour, and when it would be', () => {
    const plan = makePlan({ hold: minutes(60) });
    const curve = safety.curve(plan)!;
    const [salmonella] = curve.reductions;
    expect(oneDecimalDown(at(curve, salmonella!.values, 60))).toBeLessThan(1);
    expect(curve.safeAt).toBe(81);
    expect(oneDecimalDown(at(curve, salmonella!.values, 81))).toBeGreaterThanOrEqual(7);
  });

  it('is never safe in a bath below the floor, nor for food that must be thrown away', () => {
    expect(safety.curve(makePlan({ target: celsius(54), hold: minutes(1200) }))!.safeAt).toBeUndefined();
    const earlier = {
      ...{ cookId: 'c', cookerId: 'd', cookerName: 'Kitchen', foodClass: 'poultry' as const },
      ...{ food: 'chicken', inDangerZone: minutes(400), mustBeDiscarded: true },
    };
    const history = { here: earlier, elsewhere: [] };
    expect(safety.curve(makePlan(), history)!.safeAt).toBeUndefined();
    expect(safety.curve(makePlan())!.safeAt).toBe(81);
  });
});
