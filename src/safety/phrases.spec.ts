import fc from 'fast-check';
import { makePlan } from '../../test/harness/plans.js';
import { makeSafety } from '../../test/harness/safety.js';
import { trials } from '../../test/harness/soak.js';
import { celsius, millimetres, minutes } from '../shared/units.js';
import { Forecast } from './forecast.js';
import { foodAtHead, oneDecimalDown, planAtHead, thicknessJudged } from './named-plan.js';
import { thermalNeedOf } from './thermal-need.js';

const { foods } = makeSafety();

describe('A sentence', () => {
  it.each([
    ['chicken breast', 'Chicken breast'],
    ['Émincé de poulet', 'Émincé de poulet'],
    ['œuf', 'Œuf'],
    [undefined, 'An unnamed food'],
    ['\u200b', 'An unnamed food'],
  ])('has %j at its head in the words of the user', (food, head) => {
    expect(foodAtHead(foods.understand(food))).toBe(head);
  });

  it('repeats the plan as requested', () => {
    const plan = makePlan({ target: celsius(54.5), hold: minutes(61) });
    expect(planAtHead(plan, foods.understand('beef'))).toBe('Beef at 54.5 °C for 61 min');
  });

  it('distinguishes an assumed thickness from one that was sent', () => {
    const [food, assumed, sent] = [
      foods.understand('chicken'),
      makePlan(),
      makePlan({ thickness: millimetres(50) }),
    ];
    const need = thermalNeedOf(food, foods.fsis);
    expect(thicknessJudged(assumed, Forecast.of(assumed, food, need))).toBe('the assumed 35 mm');
    expect(thicknessJudged(sent, Forecast.of(sent, food, need))).toBe('50 mm');
  });
});

describe('oneDecimalDown', () => {
  it.each([
    [6.99, 6.9],
    [59.05, 59],
    [0.0999, 0],
    [6.9999, 6.9],
    [-1.55, -1.6],
    // As near as makes no difference.
    [0.3 - 1e-12, 0.3],
    [1.1 * 3, 3.3],
  ])('makes %d of it %d', (value, rounded) => {
    expect(oneDecimalDown(value)).toBe(rounded);
  });

  it('never rounds up, and keeps what has one decimal already', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -500, max: 5000 }),
        fc.double({ min: 0.001, max: 0.099, noNaN: true }),
        (tenths, more) => {
          expect(oneDecimalDown(tenths / 10)).toBe(tenths / 10);
          expect(oneDecimalDown(tenths / 10 + more)).toBe(tenths / 10);
        },
      ),
      trials(500, 10_000),
    );
  });
});
