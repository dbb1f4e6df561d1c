import fc from 'fast-check';
import { makeSafety } from '../../test/harness/safety.js';
import { trials } from '../../test/harness/soak.js';
import { celsius, millimetres, minutes } from '../shared/units.js';
import { SHAPES, START_STATES, type CookPlan } from './cook-plan.js';
import type { FoodClass } from './foods/food-class.js';
import type { UnderstoodFood } from './foods/food.js';
import { Forecast } from './forecast.js';
import { asNamed } from './named-plan.js';
import { makeRules } from './rules/rules.js';
import { thermalNeedOf } from './thermal-need.js';

const safety = makeSafety();
const { foods } = safety;
const rules = makeRules();
const THOROUGH = trials(500, 10_000);
/** In ms, of one property in a soak run. */
const TIMEOUT = 120_000;

const named = foods.classes
  .flatMap(({ foodClass }) => foods.namesOf(foodClass))
  .map((name) => foods.understand(name))
  // Which thickness a piece can have is no matter of physics.
  .map((food) => ({ ...food, facts: { ...food.facts, plausible: undefined } }));
const aboutFood = named.filter(({ judgedAs }) => judgedAs.some((rule) => rule.foodSafetyMatter));
const unnamed = foods.understand(undefined);
/** One name for each way of being judged: to read every name anew takes longer than to judge it. */
const unlike = new Map(
  named.map((food) => [JSON.stringify({ ...food, name: undefined, matched: [] }), food.name]),
);

const forecastOf = (plan: CookPlan, food: UnderstoodFood) =>
  Forecast.of(plan, food, thermalNeedOf(food, foods.fsis));
/** Everything against a plan, but not the whole verdict, which takes longer. */
const codesOf = (plan: CookPlan, food: UnderstoodFood, forecast = forecastOf(plan, food)) =>
  new Set(rules.flatMap((rule) => rule.review(plan, food, forecast)).map(({ code }) => code));

// Steps that people take: finer ones would differ by less than the precision of the integration.
const tenths = (min: number, max: number) =>
  fc.integer({ min: min * 10, max: max * 10 }).map((one) => one / 10);
const baths = fc.oneof(tenths(52, 95), tenths(57, 62)).map(celsius);
const thicknesses = fc.integer({ min: 10, max: 300 }).map((halves) => millimetres(halves / 2));
const holds = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 5999 })).map(minutes);
/** Frozen food takes a multiple of the time to compute. */
const starts = fc.oneof(
  { weight: 24, arbitrary: fc.constantFrom('refrigerated', 'room') },
  { weight: 1, arbitrary: fc.constant('frozen') },
);
const known = {
  target: baths,
  hold: holds,
  shape: fc.constantFrom(undefined, ...SHAPES),
  startState: starts,
  vulnerableConsumers: fc.boolean(),
};
const plans: fc.Arbitrary<CookPlan> = fc.record({
  ...known,
  thickness: fc.oneof(
    { weight: 4, arbitrary: thicknesses },
    { weight: 1, arbitrary: fc.constant(undefined) },
  ),
});
const measured = fc.record({ ...known, thickness: thicknesses });
const anyFood = fc.constantFrom(...aboutFood, unnamed);
const more = fc.constantFrom(0.1, 0.5, 1, 5, 20);

describe('Longer', () => {
  const limits = ['HOLD_TOO_LONG', 'COME_UP_TOO_SLOW', 'TIME_TOO_LONG'];
  /** What may be said of a longer time: nothing new but that, and that what was for no one is now for most. */
  const remaining = (before: ReadonlySet<string>) => [
    ...before,
    ...limits,
    ...(before.has('TIME_BELOW_PASTEURIZATION') ? ['VULNERABLE_CONSUMER', 'EGG_UNPASTEURIZED'] : []),
  ];

  it(
    'is never less safe, until it is too long',
    () => {
      const longer = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 1000 }));
      fc.assert(
        fc.property(plans, anyFood, longer, (plan, food, by) => {
          const [hold, forecast] = [minutes(plan.hold + by), forecastOf(plan, food)];
          const after = forecast.at(plan.target, hold);
          const before = codesOf(plan, food, forecast);
          for (const code of codesOf({ ...plan, hold }, food, after))
            expect(remaining(before)).toContain(code);
          if (forecast.pasteurizes) expect(after.pasteurizes).toBe(true);
        }),
        THOROUGH,
      );
    },
    TIMEOUT,
  );
});

describe('The shortest time', () => {
  const compare = (judge: (plan: CookPlan, food: UnderstoodFood, by: number) => void) =>
    fc.assert(fc.property(measured, anyFood, more, judge), THOROUGH);

  it(
    'is never longer in a hotter bath',
    () => {
      compare((plan, food, by) => {
        const cooler = forecastOf(plan, food);
        expect(cooler.minimumAt(celsius(plan.target + by))).toBeLessThanOrEqual(cooler.minimum);
      });
    },
    TIMEOUT,
  );

  it(
    'is never shorter for a thicker piece',
    () => {
      compare((plan, food, by) => {
        const thinner = forecastOf(plan, food);
        const thicker = millimetres(thinner.thickness + by);
        expect(thinner.minimumAt(plan.target, thicker)).toBeGreaterThanOrEqual(thinner.minimum);
      });
    },
    TIMEOUT,
  );

  it(
    'is never shorter from the freezer than from the fridge, nor from the fridge than from room temperature',
    () => {
      compare((plan, food) => {
        const [fridge, room, freezer] = START_STATES.map(
          (startState) => forecastOf({ ...plan, startState }, food).minimum,
        );
        expect(freezer).toBeGreaterThanOrEqual(fridge!);
        expect(fridge).toBeGreaterThanOrEqual(room!);
      });
    },
    TIMEOUT,
  );

  it(
    'is never shorter for vulnerable consumers',
    () => {
      compare((plan, food) => {
        const [most, vulnerable] = [false, true].map((vulnerableConsumers) =>
          forecastOf({ ...plan, vulnerableConsumers }, food),
        );
        expect(vulnerable!.minimum).toBeGreaterThanOrEqual(most!.minimum);
        expect(vulnerable!.pasteurizesForMost).toBe(most!.pasteurizes);
      });
    },
    TIMEOUT,
  );
});

describe('An alternative', () => {
  it(
    'is accepted by the engine as it is given',
    () => {
      const odd = fc.constantFrom(0, 39.9, 140, 150, 203, NaN).map(celsius);
      const asked = fc.record({
        ...known,
        // Mostly too short, and thin enough for another setting to do.
        hold: fc.oneof(
          { weight: 4, arbitrary: fc.integer({ min: 1, max: 60 }).map(minutes) },
          { weight: 1, arbitrary: holds },
        ),
        thickness: fc.oneof(
          fc.integer({ min: 5, max: 60 }).map(millimetres),
          fc.constant(undefined),
          thicknesses,
        ),
        target: fc.oneof(
          { weight: 9, arbitrary: tenths(40, 95).map(celsius) },
          { weight: 1, arbitrary: odd },
        ),
      });
      const names = fc.constantFrom(undefined, 'zorblax', ...unlike.values());
      let offered = 0;
      fc.assert(
        fc.property(asked, names, (plan, food) => {
          const refused = { ...plan, food };
          const wanted = safety.review(refused);
          for (const { outcome, ...setting } of wanted.alternatives) {
            offered++;
            const accepted = { ...refused, ...setting };
            const understood = foods.understand(food);
            expect([...codesOf(asNamed(accepted, understood), understood)]).toEqual([]);
            expect(setting.hold).toBeLessThanOrEqual(72 * 60);
            const wouldBe = (wanted.core?.minimum ?? Infinity) <= plan.hold;
            if (wouldBe) expect(outcome).not.toBe('unpasteurized_allowed');
          }
        }),
        THOROUGH,
      );
      expect(offered).toBeGreaterThan(THOROUGH.numRuns);
    },
    TIMEOUT,
  );
});

describe('The thickest piece that is pasteurised', () => {
  const allowed = (judge: (plan: CookPlan, food: UnderstoodFood, forecast: Forecast) => void) =>
    fc.assert(
      fc.property(plans, anyFood, (plan, food) => {
        const forecast = forecastOf(plan, food);
        if (!forecast.pasteurizes || codesOf(plan, food, forecast).size > 0) return;
        judge(plan, food, forecast);
      }),
      THOROUGH,
    );

  it(
    'is pasteurised, and one 2 mm thicker is not',
    () => {
      allowed(({ hold }, _food, forecast) => {
        const upTo = forecast.pasteurizedUpTo;
        expect(forecast.neededFor(upTo)).toBeLessThanOrEqual(hold);
        const thicker = millimetres(upTo + 2);
        if (thicker <= 150) expect(forecast.neededFor(thicker)).toBeGreaterThan(hold);
      });
    },
    TIMEOUT,
  );

  it(
    'is allowed',
    () => {
      allowed((plan, food, { pasteurizedUpTo }) => {
        expect([...codesOf({ ...plan, thickness: pasteurizedUpTo }, food)]).toEqual([]);
      });
    },
    TIMEOUT,
  );
});

describe('A food without a name', () => {
  const fromTheSea: ReadonlySet<FoodClass> = new Set(['fish', 'crustacean']);
  const pasteurized = aboutFood.filter(
    ({ judgedAs }) =>
      judgedAs.some((rule) => rule.mustBePasteurized) &&
      // Their own limits hold for nothing else: a food without a name is poultry and ground meat, no oyster and no milk.
      judgedAs.every(({ foodClass }) => foodClass !== 'mollusc' && foodClass !== 'dairy'),
  );
  const isFromTheSea = ({ judgedAs, species }: UnderstoodFood) =>
    [...judgedAs.map(({ foodClass }) => foodClass), ...species].some((one) => fromTheSea.has(one));
  const sized = fc.record({ ...known, thickness: thicknesses, shape: fc.constantFrom(...SHAPES) });

  const neverLooserThan = (these: readonly UnderstoodFood[]) =>
    fc.assert(
      fc.property(sized, fc.constantFrom(...these), (plan, food) => {
        const forecast = forecastOf(plan, unnamed);
        const hold = forecast.minimum;
        const shortest = { ...plan, hold };
        if (hold === Infinity) return;
        if (codesOf(shortest, unnamed, forecast.at(plan.target, hold)).size > 0) return;
        expect([...codesOf(shortest, food)]).toEqual([]);
      }),
      THOROUGH,
    );

  it(
    'is never judged more loosely than any from the land that must be pasteurised',
    () => {
      neverLooserThan(pasteurized.filter((food) => !isFromTheSea(food)));
    },
    TIMEOUT,
  );

  it(
    'is never judged more loosely than shrimp, or ground fish',
    () => {
      neverLooserThan(pasteurized.filter(isFromTheSea));
    },
    TIMEOUT,
  );
});

describe('The reductions', () => {
  it(
    'reach their targets exactly when the plan pasteurises',
    () => {
      fc.assert(
        fc.property(plans, anyFood, fc.integer({ min: -2, max: 2 }), fc.boolean(), (plan, food, by, near) => {
          const forecast = forecastOf(plan, food);
          const { minimum, bathIsHotEnough } = forecast;
          const hold = near && minimum < Infinity ? minutes(Math.max(1, minimum + by)) : plan.hold;
          const { reductions, pasteurizes } = forecast.at(plan.target, hold);
          // A floor holds with any log reduction below it, and what is killed in an egg is not counted.
          if (!bathIsHotEnough || reductions.length === 0) return;
          const least = Math.min(...reductions.map(({ predicted, required }) => predicted / required));
          // Between two whole minutes the integration may err by its last digits.
          expect(least).toBeGreaterThanOrEqual(pasteurizes ? 1 : 0);
          expect(least).toBeLessThan(pasteurizes ? Infinity : 1 + 1e-4);
        }),
        THOROUGH,
      );
    },
    TIMEOUT,
  );
});
