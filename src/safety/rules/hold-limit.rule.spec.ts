import { makePlan } from '../../../test/harness/plans.js';
import { makeSafety } from '../../../test/harness/safety.js';
import { celsius, minutes } from '../../shared/units.js';
import { Forecast } from '../forecast.js';
import { thermalNeedOf } from '../thermal-need.js';
import { HoldLimitRule, unpasteurizedLimit } from './time.rules.js';

const { foods } = makeSafety();
const rule = new HoldLimitRule();

/** What the rule has against a plan, some of its forecast put in place of what physics says. */
function review(
  name: string,
  target: number,
  hold: number,
  altered: Partial<Record<keyof Forecast, unknown>> = {},
) {
  const plan = makePlan({ food: name, target: celsius(target), hold: minutes(hold) });
  const food = foods.understand(name);
  const real = Forecast.of(plan, food, thermalNeedOf(food, foods.fsis));
  const properties = Object.entries(altered).map(([key, value]) => [key, { value }] as const);
  return rule.review(plan, food, Object.create(real, Object.fromEntries(properties)) as Forecast);
}

describe('HoldLimitRule', () => {
  it.each([
    ['beef', 52, 240],
    ['lamb', 54.4, 240],
    ['egg', 50, 240],
    ['salmon', 40, 60],
    ['salmon', 54.4, 60],
    ['beef with salmon', 52, 60],
    ['yoghurt', 43, 1440],
    ['chocolate', 45, 1440],
  ])('lets %s be kept at %d °C for %d min and no longer', (food, target, maximum) => {
    expect(review(food, target, maximum)).toEqual([]);
    expect(review(food, target, maximum + 1)).toMatchObject([
      {
        rule: 'hold-limit',
        code: 'HOLD_TOO_LONG',
        details: { field: 'time_minutes', received: maximum + 1, maximum },
      },
    ]);
  });

  it('says for how long the centre is too cool, and what may be done', () => {
    expect(review('beef', 52, 600)[0]?.message).toBe(
      'Beef at 52 °C for 600 min keeps the centre below 54.4 °C, where bacteria may grow, for 600 min: at most 240 min are allowed for food that is not pasteurised. Cook it hotter, or for less time.',
    );
    expect(review('yoghurt', 43, 1500)[0]?.message).toBe(
      'Yoghurt at 43 °C for 1500 min is too long: 1440 min (24 h) is the most.',
    );
  });

  it('counts only the time below 54.4 °C', () => {
    const hotter = { belowGrowthLimit: 240, pasteurizes: false };
    expect(review('beef', 55, 600, hotter)).toEqual([]);
    expect(review('beef', 55, 600, { ...hotter, belowGrowthLimit: 241 })).toHaveLength(1);
  });

  it('leaves what is pasteurised above 54.4 °C to the limit of coming up', () => {
    const slow = { belowGrowthLimit: 241, pasteurizes: true };
    expect(review('beef', 54.41, 600, slow)).toEqual([]);
    expect(review('beef', 54.4, 600, slow)).toHaveLength(1);
  });

  it.each(['chicken', 'chicken with beef', 'zorblax', 'carrots'])(
    'sets no limit of its own to %s',
    (food) => {
      expect(review(food, 45, 5999)).toEqual([]);
    },
  );

  it('judges nothing of the core where no model describes it, but yoghurt all the same', () => {
    const plan = makePlan({ target: celsius(30), hold: minutes(5999) });
    expect(rule.review(plan, foods.understand('beef'), undefined)).toEqual([]);
    expect(rule.review(plan, foods.understand('yoghurt'), undefined)).toHaveLength(1);
  });
});

describe('unpasteurizedLimit', () => {
  it.each([
    ['beef', 240],
    ['egg and lamb', 240],
    ['salmon with beef', 60],
    ['chicken', undefined],
    ['yoghurt', undefined],
  ])('of %s is %p min', (food, limit) => {
    expect(unpasteurizedLimit(foods.understand(food))).toBe(limit);
  });
});
