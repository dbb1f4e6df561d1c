import { makePlan } from '../../test/support/plans.js';
import { makeSafety } from '../../test/support/safety.js';
import { celsius, minutes, type Celsius, type Millimetres } from '../shared/units.js';
import type { CookPlan } from './cook-plan.js';
import { Forecast } from './forecast.js';
import { settingsFor, type Foresee } from './offers.js';
import { thermalNeedOf } from './thermal-need.js';

const { foods } = makeSafety();

/** The settings in their order, as "65/81". */
function offersFor(known: Partial<CookPlan>, foresee?: Foresee): readonly string[] {
  const plan = makePlan(known);
  const food = foods.understand(plan.food);
  const forecast = Forecast.of(plan, food, thermalNeedOf(food, foods.fsis));
  const real: Foresee = (target, hold) =>
    target >= 40 && target <= 100 ? forecast.at(target, hold) : undefined;
  return [...settingsFor(plan, food, foresee ?? real)].map(({ target, hold }) => `${target}/${hold}`);
}

describe('The settings to offer', () => {
  it('begin with the time that the bath needs and the bath that the time needs', () => {
    expect(offersFor({ hold: minutes(60) })).toEqual(['65/81', '71/60', '70/63', '70/63', '75/53']);
  });

  it('are baths that suit the food, and five and ten degrees more, when the bath is too cool', () => {
    expect(offersFor({ target: celsius(50) })).toEqual(['63.5/90', '60/126', '65/81', '70/63', '60/126']);
  });

  it('hold the bath that suits as one of them only when it is hotter', () => {
    const suiting = (target: number) => offersFor({ target: celsius(target), hold: minutes(1) });
    expect(suiting(69.9)).toContain('70/63');
    expect(suiting(70)).toEqual(['70/63', '75/53', '80/46']);
  });

  it('tell the longest time that food may be kept warm', () => {
    expect(offersFor({ food: 'salmon', target: celsius(45), hold: minutes(61) })[0]).toBe('45/60');
    expect(offersFor({ food: 'salmon', target: celsius(45), hold: minutes(60) })).not.toContain('45/60');
    expect(offersFor({ food: 'beef', target: celsius(52), hold: minutes(241) })[0]).toBe('52/240');
  });

  it('tell the times that a rule gives for eggs', () => {
    const offers = offersFor({ food: 'egg', target: celsius(50), hold: minutes(300) });
    expect(offers).toEqual(['50/240', '57/300', '57/75', '60/45', '60/45']);
  });

  it.each([
    ['carrots', 50, ['85/60']],
    ['yoghurt', 50, ['43/480']],
    ['chocolate', 60, ['45/30']],
    ['kidney beans', 90, []],
  ])('are for %s at %d °C what custom knows', (food, target, offers) => {
    expect(offersFor({ food, target: celsius(target) })).toEqual(offers);
  });

  it('hold nothing that has no end', () => {
    const offers = offersFor({ food: 'mussels', target: celsius(90) });
    expect(offers).toEqual(['92/46', '95/36', '95/36', '100/29']);
  });

  it('look for no bath where melting must be followed, though one would do', () => {
    const ninety = { startState: 'frozen', hold: minutes(90) } as const;
    expect(offersFor(ninety)).toEqual(['65/107', '70/87', '70/87', '75/75']);
  });
});

describe('A bath that was told in Fahrenheit', () => {
  const firstFor = (target: number) => offersFor({ target: celsius(target), hold: minutes(1) })[0];

  it('is offered in half degrees Celsius', () => {
    expect(firstFor(140)).toBe('60/126');
    expect(firstFor(149)).toBe('65/81');
    // 142 °F are 61.1 °C, 143 °F are 61.7 °C.
    expect(firstFor(142)).toMatch(/^61\//);
    expect(firstFor(143)).toMatch(/^61\.5\//);
  });

  it('is one only above 100 °C, and when it makes sense as a bath', () => {
    const inShell = (target: number) =>
      offersFor({ food: 'egg', target: celsius(target), hold: minutes(241) });
    expect(inShell(100)[0]).toBe('100/45');
    // 103.5 °F are less than 40 °C, 103.6 °F as good as that.
    expect(offersFor({ target: celsius(103.5) })).not.toContain('60/126');
    expect(offersFor({ target: celsius(103.6) })).toContain('60/126');
  });
});

describe('The bath that the time of the plan needs', () => {
  /** A forecast that pasteurises within the time of the plan from one bath on. */
  const enoughFrom = (coolest: number): Foresee => {
    const food = foods.understand('chicken');
    const real = Forecast.of(makePlan(), food, thermalNeedOf(food, foods.fsis));
    const minimumAt = (bath: Celsius, _thickness?: Millimetres) => minutes(bath >= coolest ? 1 : 1000);
    return (target) =>
      Object.create(real, {
        minimum: { value: Infinity },
        minimumAt: { value: minimumAt },
        pasteurizes: { value: target >= coolest },
      }) as Forecast;
  };
  const bathFor = (coolest: number, known: Partial<CookPlan> = {}) =>
    offersFor({ target: celsius(60), hold: minutes(30), ...known }, enoughFrom(coolest));

  it.each([
    [60, '60/30'],
    [60.1, '60.5/30'],
    [63.5, '63.5/30'],
    [63.6, '64/30'],
    [74.6, '75/30'],
    [75, '75/30'],
  ])('is the coolest half degree from %d °C on: %s', (coolest, offer) => {
    expect(bathFor(coolest)).toEqual([offer]);
  });

  it('is not sought above 75 °C', () => {
    expect(bathFor(75.1)).toEqual([]);
  });

  it('is no cooler than that of the plan, nor than 40 °C', () => {
    expect(bathFor(50, { target: celsius(60.2) })).toEqual(['60.5/30']);
    expect(bathFor(20, { target: celsius(20) })).toEqual(['40/30']);
  });
});
