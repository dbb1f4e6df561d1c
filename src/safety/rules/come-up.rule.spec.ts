import { makePlan } from '../../../test/harness/plans.js';
import { makeSafety } from '../../../test/harness/safety.js';
import { celsius, minutes, type Celsius } from '../../shared/units.js';
import { Forecast } from '../forecast.js';
import { thermalNeedOf } from '../thermal-need.js';
import { ComeUpRule, SLOW } from './time.rules.js';

const { foods } = makeSafety();
const rule = new ComeUpRule();

interface Course {
  readonly target?: Celsius;
  readonly comeUp?: number;
  readonly belowGrowthLimit?: number;
}

/** What the rule has against a food whose core takes these minutes. */
function review(name: string, { target = celsius(65), comeUp = 0, belowGrowthLimit = 0 }: Course) {
  const plan = makePlan({ food: name, target });
  const food = foods.understand(name);
  const forecast = Object.create(Forecast.of(plan, food, thermalNeedOf(food, foods.fsis)), {
    comeUp: { value: minutes(comeUp) },
    belowGrowthLimit: { value: minutes(belowGrowthLimit) },
  }) as Forecast;
  return rule.review(plan, food, forecast);
}

describe('ComeUpRule', () => {
  it('takes chicken whose core is through 54.4 °C in 360 min, and refuses it at 361', () => {
    expect(review('chicken', { comeUp: 360 })).toEqual([]);
    expect(review('chicken', { comeUp: 361 })).toEqual([
      {
        rule: 'come-up',
        code: 'COME_UP_TOO_SLOW',
        message:
          'Chicken at 65 °C warms up too slowly: at the assumed 35 mm the centre takes 361 min to reach 54.4 °C, and bacteria grow for longer than 360 min. Set it hotter, or cut it thinner.',
        details: {
          field: 'temperature_celsius',
          received: 65,
          come_up_minutes: 361,
          maximum_minutes: 360,
          thickness_mm: 35,
        },
      },
    ]);
  });

  it('counts for chicken the way to the end, however short the plan is', () => {
    expect(review('chicken', { comeUp: 361, belowGrowthLimit: 90 })).toHaveLength(1);
  });

  it('counts for beef only as long as it is in the bath', () => {
    expect(review('beef', { comeUp: 361, belowGrowthLimit: 360 })).toEqual([]);
    expect(review('beef', { comeUp: 361, belowGrowthLimit: 361 })).toHaveLength(1);
  });

  it('leaves a bath up to 54.4 °C to the limits of holding', () => {
    const never = { comeUp: Infinity, belowGrowthLimit: 600 };
    expect(review('beef', { ...never, target: celsius(54.4) })).toEqual([]);
    expect(review('beef', { ...never, target: celsius(54.41) })).toHaveLength(1);
    expect(review('beef', { ...never, target: celsius(NaN) })).toEqual([]);
  });

  it('refuses what never comes up', () => {
    expect(review('chicken', { comeUp: Infinity })).toHaveLength(1);
    expect(review('chicken', { comeUp: NaN })).toHaveLength(1);
  });

  it('has nothing against carrots, nor against what no model describes', () => {
    expect(review('carrots', { comeUp: 1000, belowGrowthLimit: 1000 })).toEqual([]);
    expect(rule.review(makePlan(), foods.understand('chicken'), undefined)).toEqual([]);
  });

  it('warns from four hours on', () => {
    expect(SLOW).toBe(240);
  });
});
