import { makePlan } from '../../../test/support/plans.js';
import { makeSafety } from '../../../test/support/safety.js';
import { celsius, millimetres } from '../../shared/units.js';
import type { CookPlan } from '../cook-plan.js';
import { Forecast } from '../forecast.js';
import { thermalNeedOf } from '../thermal-need.js';
import { ThicknessRequiredRule } from './thickness-required.rule.js';

const { foods } = makeSafety();
const rule = new ThicknessRequiredRule();

function review(known: Partial<CookPlan>, assumed?: number) {
  const plan = makePlan({ food: 'pork roast', target: celsius(58), ...known });
  const food = foods.understand(plan.food);
  const judged = assumed === undefined ? food : { ...food, assumedThickness: millimetres(assumed) };
  return rule.review(plan, judged, Forecast.of(plan, judged, thermalNeedOf(judged, foods.fsis)));
}

describe('ThicknessRequiredRule', () => {
  it('asks how thick a roast is', () => {
    expect(review({})).toEqual([
      {
        rule: 'thickness-required',
        code: 'THICKNESS_REQUIRED',
        message:
          'Pork roast at 58 °C cannot be judged without its thickness: large pieces differ too much, and below 60 °C that decides. Tell me the thickest point in millimetres.',
        details: { field: 'thickness_mm', thickness_mm: 70, thickness_assumed: true },
      },
    ]);
  });

  it('asks nobody who told it, however thick it is', () => {
    expect(review({ thickness: millimetres(150) })).toEqual([]);
  });

  it.each([
    'whole chicken',
    'chicken leg',
    'stuffed turkey',
    'pork shoulder',
    'beef roast',
    'rolled lamb shoulder',
  ])('asks it of %s', (food) => {
    expect(review({ food })).toHaveLength(1);
  });

  it.each(['chicken', 'pork chop', 'beef steak', 'salmon', 'venison', undefined])(
    'guesses it of %p',
    (food) => {
      expect(review({ food })).toEqual([]);
    },
  );

  it('asks below 60 °C and guesses from there up', () => {
    expect(review({ target: celsius(59.9) })).toHaveLength(1);
    expect(review({ target: celsius(60) })).toEqual([]);
  });

  it('asks where 70 mm would be assumed and guesses below', () => {
    expect(review({}, 70)).toHaveLength(1);
    expect(review({}, 69.9)).toEqual([]);
  });

  it('has nothing to ask of carrots, nor of what no model describes', () => {
    expect(review({ food: 'carrots' }, 70)).toEqual([]);
    const plan = makePlan({ food: 'pork roast', target: celsius(30) });
    expect(rule.review(plan, foods.understand('pork roast'), undefined)).toEqual([]);
  });
});
