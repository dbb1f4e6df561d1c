import { makePlan } from '../../../test/harness/plans.js';
import { makeSafety } from '../../../test/harness/safety.js';
import { celsius, millimetres } from '../../shared/units.js';
import type { CookPlan } from '../cook-plan.js';
import { NO_FACTS, type NameFacts } from '../foods/food.js';
import { Forecast } from '../forecast.js';
import { asNamed } from '../named-plan.js';
import { thermalNeedOf } from '../thermal-need.js';
import { ThicknessRequiredRule } from './thickness.rules.js';

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
          'Pork roast at 58 °C cannot be judged without its thickness: large pieces differ too much, and below 60 °C that decides. Send the thickest point as thickness_mm, in millimetres.',
        details: { field: 'thickness_mm', thickness_mm: 70, thickness_assumed: true },
      },
    ]);
  });

  it('asks it where nothing may be assumed of the piece, at any temperature', () => {
    const chicken = { food: 'chicken', target: celsius(65), thicknessRequired: true };
    expect(review(chicken)).toMatchObject([
      {
        code: 'THICKNESS_REQUIRED',
        message:
          'Chicken at 65 °C cannot be judged without its thickness: what was said of the piece before rules out an assumption. Send the thickest point as thickness_mm, in millimetres.',
      },
    ]);
    expect(review({ ...chicken, thickness: millimetres(35) })).toEqual([]);
    expect(review({ ...chicken, thicknessRequired: false })).toEqual([]);
  });

  it('asks for nothing where it was sent, however thick it is', () => {
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

describe('ThicknessRequiredRule and the words of a name', () => {
  function reviewWith(facts: Partial<NameFacts>, known: Partial<CookPlan> = {}, name = 'chicken') {
    const food = { ...foods.understand(name), facts: { ...NO_FACTS, ...facts } };
    const plan = asNamed(makePlan({ food: name, ...known }), food);
    return rule.review(plan, food, Forecast.of(plan, food, thermalNeedOf(food, foods.fsis)));
  }
  const inWords = { statedThickness: { thickness: millimetres(80), words: '8 cm thick' } };

  it.each([57, 60, 75, 95])('asks at %d °C how thick a whole bird or a heavy joint is', (target) => {
    const [found] = reviewWith({ thicknessRequired: true }, { target: celsius(target) });
    expect(found?.message).toBe(
      `Chicken at ${target} °C cannot be judged without its thickness: pieces so large differ too much to assume one. Send the thickest point as thickness_mm, in millimetres.`,
    );
  });

  it('asks what a length means', () => {
    const [found] = reviewWith({ doubtfulLength: '12 inch' });
    expect(found).toMatchObject({ code: 'THICKNESS_REQUIRED', details: { field: 'thickness_mm' } });
    expect(found?.message).toContain(': “12 inch” may be how thick it is, or how long or wide. Send');
  });

  it('asks nothing once the field holds it', () => {
    const facts = { thicknessRequired: true, doubtfulLength: '12 inch' };
    expect(reviewWith(facts, { thickness: millimetres(60) })).toEqual([]);
  });

  it('still asks where only words state it, and names them', () => {
    const [found] = reviewWith({ thicknessRequired: true, ...inWords });
    expect(found?.message).toMatch(/in millimetres \(the name says “8 cm thick”\)\.$/);
    expect(found?.details).toMatchObject({ thickness_mm: 80, thickness_assumed: false });
    expect(reviewWith(inWords, { target: celsius(58) }, 'pork roast')).toHaveLength(1);
  });

  it('asks nothing of a portion that words make thick', () => {
    expect(reviewWith(inWords, { target: celsius(58) })).toEqual([]);
  });

  it('asks nothing of what heat need not make safe', () => {
    expect(reviewWith({ doubtfulLength: '12 inch', thicknessRequired: true }, {}, 'carrots')).toEqual([]);
  });
});
