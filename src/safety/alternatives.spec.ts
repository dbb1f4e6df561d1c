import { makePlan } from '../../test/harness/plans.js';
import { makeSafety } from '../../test/harness/safety.js';
import { celsius, minutes } from '../shared/units.js';
import type { CookPlan } from './cook-plan.js';
import { Forecast } from './forecast.js';
import { convertedSetting, settingsFor, type Trial } from './alternatives.js';
import { thermalNeedOf } from './thermal-need.js';

const { foods } = makeSafety();

/** The settings in their order, as "65/81". */
function offersFor(known: Partial<CookPlan>, trial: Partial<Trial> = {}): readonly string[] {
  const plan = makePlan(known);
  const food = foods.understand(plan.food);
  const forecast = Forecast.of(plan, food, thermalNeedOf(food, foods.fsis));
  const foresee: Trial['foresee'] = (target, hold) =>
    target >= 40 && target <= 100 ? forecast.at(target, hold) : undefined;
  const accepts: Trial['accepts'] = ({ target, hold }) => foresee(target, hold)?.pasteurizes === true;
  return [...settingsFor(plan, food, { foresee, accepts, ...trial })].map(
    ({ target, hold }) => `${target}/${hold}`,
  );
}

describe('The settings to offer', () => {
  it('begin with the bath that the time needs and the time that the bath needs', () => {
    expect(offersFor({ hold: minutes(60) })).toEqual(['71/60', '65/81', '70/63', '70/63', '75/53']);
  });

  it('are baths that suit the food, and five and ten degrees more, when the bath is too cool', () => {
    expect(offersFor({ target: celsius(50) })).toEqual(['63.5/90', '60/126', '65/81', '70/63', '60/126']);
  });

  it('go down to what the cooker holds and what suits the food when the bath is hotter than any', () => {
    expect(offersFor({ target: celsius(96), hold: minutes(60) }).slice(0, 3)).toEqual([
      '95/60',
      '92/60',
      '96/34',
    ]);
    expect(offersFor({ target: celsius(96), hold: minutes(1) })).toEqual(
      expect.arrayContaining(['95/34', '65/81']),
    );
  });

  it('are in half degrees, rounded up', () => {
    expect(offersFor({ target: celsius(54.3), hold: minutes(1) }).at(-1)).toMatch(/^64\.5\//u);
  });

  it('hold the bath that suits as one of them only when it is hotter', () => {
    const suiting = (target: number) => offersFor({ target: celsius(target), hold: minutes(1) });
    expect(suiting(69.9)).toContain('70/63');
    expect(suiting(70)).toEqual(['70/63', '75/53', '80/46']);
  });

  it('name the longest time that food may be kept warm, or be in the bath at all', () => {
    expect(offersFor({ food: 'salmon', target: celsius(45), hold: minutes(61) })).toContain('45/60');
    expect(offersFor({ food: 'salmon', target: celsius(45), hold: minutes(60) })).not.toContain('45/60');
    expect(offersFor({ food: 'beef', target: celsius(52), hold: minutes(241) })).toContain('52/240');
    expect(offersFor({ food: 'yoghurt', target: celsius(45), hold: minutes(1500) })).toContain('45/1440');
  });

  it('name the times that are published for eggs', () => {
    const offers = offersFor({ food: 'egg', target: celsius(50), hold: minutes(300) });
    expect(offers).toEqual(['57/300', '50/240', '57/75', '60/75']);
  });

  it.each([
    ['carrots', 50, ['85/90', '85/60']],
    ['yoghurt', 50, ['43/90', '43/480']],
    ['chocolate', 60, ['45/90', '45/30']],
    ['kidney beans', 90, []],
  ])('are for %s at %d °C in baths that custom knows', (food, target, offers) => {
    expect(offersFor({ food, target: celsius(target) })).toEqual(offers);
  });

  it('hold nothing that has no end', () => {
    const offers = offersFor({ food: 'mussels', target: celsius(90), hold: minutes(20) });
    expect(offers).toEqual(['92/46', '95/36', '95/36', '100/29']);
  });

  it('keep the time in the hottest bath that a cooker holds', () => {
    expect(offersFor({ target: celsius(98) }).slice(0, 2)).toEqual(['95/90', '92/90']);
  });

  it('keep the time of frozen food too', () => {
    expect(offersFor({ startState: 'frozen', hold: minutes(90) })).toEqual([
      '69/90',
      '65/107',
      '70/87',
      '70/87',
      '75/75',
    ]);
  });

  it('keep no time beyond 72 h', () => {
    expect(offersFor({ target: celsius(50), hold: minutes(4320) })[0]).toBe('57/4320');
    expect(offersFor({ target: celsius(50), hold: minutes(4321) })[0]).toBe('60/126');
  });
});

describe('A setting in another unit', () => {
  const converted = (target: number, hold = 90) => {
    const meant = convertedSetting({ target: celsius(target), hold: minutes(hold) });
    return [meant.target, meant.hold];
  };

  it.each([
    [104, 40],
    [140, 60],
    [142, 61],
    [143, 61.5],
    [145, 63],
    [155, 68.5],
    [167, 75],
    [212, 100],
  ])('of %d °F is one of %d °C, in half degrees', (sent, meant) => {
    expect(converted(sent)).toEqual([meant, 90]);
    expect(offersFor({ target: celsius(sent), hold: minutes(600) })[0]).toBe(`${meant}/600`);
  });

  it('is one only above 100 °C, and when it makes sense as a bath', () => {
    for (const sent of [100, 103, 213.5, NaN]) expect(converted(sent)).toEqual([sent, 90]);
    // 103.5 °F are less than 40 °C by a quarter of a degree.
    expect(converted(103.6)).toEqual([40, 90]);
  });

  it('of seconds is one of minutes, beyond 72 h and when whole minutes come of them', () => {
    expect(converted(65, 5400)).toEqual([65, 90]);
    expect(converted(65, 86_400)).toEqual([65, 1440]);
    for (const hold of [4320, 4321, 5999, 60 * 4321]) expect(converted(65, hold)).toEqual([65, hold]);
    expect(offersFor({ hold: minutes(7200) })[0]).toBe('65/120');
  });
});

describe('The bath that the time of the plan needs', () => {
  /** A trial that accepts the time of the plan from one bath on, and finds no other time. */
  const bathFor = (coolest: number, known: Partial<CookPlan> = {}) =>
    offersFor(
      { target: celsius(60), hold: minutes(30), ...known },
      { foresee: () => undefined, accepts: ({ target }) => target >= coolest },
    );

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

  it('is not sought above 75 °C, unless hotter baths are customary', () => {
    expect(bathFor(75.1)).toEqual([]);
    expect(bathFor(94, { food: 'mussels' })).toEqual(['94/30']);
  });

  it('is no cooler than that of the plan, than the floor of the food, nor than 40 °C', () => {
    expect(bathFor(50, { target: celsius(60.2) })).toEqual(['60.5/30']);
    expect(bathFor(20, { target: celsius(20) })).toEqual(['57/30']);
    expect(bathFor(20, { target: celsius(NaN), food: 'salmon' })).toEqual(['40/30']);
  });
});
