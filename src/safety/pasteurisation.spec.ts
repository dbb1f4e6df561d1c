import { makePlan } from '../../test/harness/plans.js';
import { makeSafety } from '../../test/harness/safety.js';
import { celsius, millimetres, seconds } from '../shared/units.js';
import type { CookPlan } from './cook-plan.js';
import { CoreHeating, Pasteurisation } from './pasteurisation.js';
import { NO_FACTS } from './foods/food.js';
import { timeUntil } from './physics/constant-bath.js';
import { pasteurisationTime, type InactivationModel } from './physics/inactivation-model.js';
import { EGG_CORE_TIMES, MEAT_ORGANISMS, POULTRY_ORGANISMS, STRICT_ORGANISMS } from './physics/lethality.js';
import { thermalNeedOf, type ThermalNeed } from './thermal-need.js';

const { foods } = makeSafety();

/** A food on its way into a bath, with what it needs changed as a test likes. */
function make(name: string | undefined, known: Partial<CookPlan> = {}, changed: Partial<ThermalNeed> = {}) {
  const food = foods.understand(name);
  const need = { ...thermalNeedOf(food, foods.fsis), ...changed };
  const heating = new CoreHeating(makePlan(known), food, need);
  const of = new Pasteurisation(food, need, heating, known.startState === 'frozen');
  const minimum = (bath: number, thickness = 20, strict = false) =>
    of.minimum(celsius(bath), millimetres(thickness), strict);
  return { of, heating, minimum, need };
}

describe('The shortest time', () => {
  it('is the longest of all pathogens, rounded up to a whole minute', () => {
    const { minimum, heating } = make('pork chop');
    const exact = pasteurisationTime(heating.course(celsius(60), millimetres(40)), MEAT_ORGANISMS) / 60;
    expect(minimum(60, 40)).toBe(Math.ceil(exact));
    expect(exact % 1).not.toBe(0);
  });

  it('has for vulnerable consumers the strict set beside the others', () => {
    const { of } = make('chicken');
    expect(of.pathogens(celsius(57), true)).toEqual([...POULTRY_ORGANISMS, ...STRICT_ORGANISMS]);
    expect(of.pathogens(celsius(57), false)).toEqual(POULTRY_ORGANISMS);
  });

  it.each([
    ['chicken', 57],
    ['ground beef', 60],
    ['pork chop', 57],
    ['venison', 60],
    ['shrimp', 57],
    ['custard', 60],
    [undefined, 60],
    ['beef with chicken', 57],
    ['beef with ground pork', 60],
  ])('has no end below the floor of %p, %d °C', (food, floor) => {
    const { minimum } = make(food);
    expect(minimum(floor)).toBeLessThan(400);
    expect(minimum(floor - 0.1)).toBe(Infinity);
    expect(minimum(NaN)).toBe(Infinity);
  });

  it('has no end up to 52.3 °C, where nothing is killed', () => {
    const { minimum } = make('beef');
    expect(minimum(52.3)).toBe(Infinity);
    expect(minimum(52.4)).toBeLessThan(Infinity);
  });

  it.each(['carrots', 'yoghurt', 'kidney beans'])('is no matter for %s', (food) => {
    const { of, minimum } = make(food);
    expect(of.matters).toBe(false);
    expect(of.pathogens(celsius(85), true)).toEqual([]);
    expect(minimum(85, 20, true)).toBe(Infinity);
    expect(of.governing(celsius(85), millimetres(20), true)).toBeUndefined();
  });

  it('of several foods in one name is at least the longest of each', () => {
    for (const bath of [57, 60, 65, 75]) {
      const each = ['chicken', 'beef', 'salmon'].map((food) =>
        make(food, { shape: 'slab' }).minimum(bath, 40),
      );
      const together = make('chicken with beef and salmon', { shape: 'slab' }).minimum(bath, 40);
      expect(together).toBeGreaterThanOrEqual(Math.max(...each));
    }
  });

  it.each([57, 60, 65, 75])(
    'of chicken is longer frozen and shorter from room temperature in %d °C',
    (bath) => {
      const [frozen, fridge, room] = (['frozen', 'refrigerated', 'room'] as const).map((startState) =>
        make('chicken', { startState }).minimum(bath, 40),
      );
      expect(frozen).toBeGreaterThan(fridge!);
      expect(room).toBeLessThan(fridge!);
    },
  );
});

describe('The pathogen that takes longest', () => {
  it.each([
    ['chicken', 60, 'Listeria'],
    ['chicken', 65, 'Salmonella'],
    ['beef', 54.5, 'E. coli'],
    ['beef', 65, 'Listeria'],
    ['mussels', 92, 'Hepatitis A virus'],
  ])('in %s at %d °C is %s', (food, bath, name) => {
    expect(make(food).of.governing(celsius(bath), millimetres(35), false)?.name).toBe(name);
  });

  it('may be another one for vulnerable consumers', () => {
    const { of } = make('beef');
    expect(of.governing(celsius(54.5), millimetres(30), true)).toBe(STRICT_ORGANISMS[0]);
  });
});

describe('The published times of poultry', () => {
  /** As if FSIS asked for much longer than the rest. */
  const slow: InactivationModel = {
    name: 'Salmonella',
    target: 7,
    creditedFrom: celsius(54.4),
    z: 4,
    rate: (core) => (core >= 54.4 ? 7 / 36_000 : 0),
  };

  it('count from 57.8 °C up, and not below', () => {
    const { of, need } = make('chicken');
    expect(of.pathogens(celsius(57.8), false)).toEqual([...POULTRY_ORGANISMS, need.published]);
    expect(of.pathogens(celsius(57.79), false)).toEqual(POULTRY_ORGANISMS);
  });

  it('make chicken in 65 °C wait longer', () => {
    const without = make('chicken', {}, { published: undefined });
    expect(make('chicken').minimum(65, 35)).toBe(81);
    expect(without.minimum(65, 35)).toBeLessThan(81);
  });

  it('never ask for longer than the time that is enough just below where they begin', () => {
    const { minimum, heating } = make('chicken', {}, { published: slow });
    const below = minimum(57.79, 20);
    const enough = pasteurisationTime(heating.course(celsius(57.8), millimetres(20)), POULTRY_ORGANISMS);
    for (const bath of [57.8, 58, 60, 70]) {
      expect(minimum(bath, 20)).toBe(Math.ceil(enough / 60));
      expect(minimum(bath, 20)).toBeLessThanOrEqual(below);
    }
    expect(below).toBeLessThan(600);
  });

  it('ask for all their time where no bath below is hot enough for the food', () => {
    const { minimum, heating } = make('chicken burger', {}, { published: slow });
    const course = heating.course(celsius(60), millimetres(20));
    expect(minimum(60, 20)).toBe(Math.ceil((timeUntil(course, celsius(54.4)) + 36_000) / 60));
  });

  it('relieve from the strict set no more than the bath below does', () => {
    const { minimum, heating } = make('chicken', {}, { published: slow, pathogens: MEAT_ORGANISMS });
    const all = [...MEAT_ORGANISMS, ...STRICT_ORGANISMS];
    const enough = pasteurisationTime(heating.course(celsius(57.8), millimetres(20)), all);
    expect(minimum(60, 20, true)).toBe(Math.ceil(enough / 60));
    expect(minimum(60, 20, true)).toBeGreaterThan(minimum(60, 20));
  });
});

describe('An egg in its shell', () => {
  const egg = make('egg');

  it.each([
    [56.9, Infinity],
    [57, 75],
    [60, 75],
    [61, 75],
    [62, 73],
    [65, 56],
    [75, 35],
  ])('needs in %d °C %d min, for any eater', (bath, time) => {
    expect(egg.minimum(bath, 45)).toBe(time);
    expect(egg.minimum(bath, 45, true)).toBe(time);
  });

  it('of the usual size is done by the time in the bath or by the time of its core, whichever is over first', () => {
    const { heating } = egg;
    for (const bath of [62, 65, 75].map(celsius)) {
      const core = pasteurisationTime(heating.course(bath, millimetres(45)), [EGG_CORE_TIMES]);
      expect(egg.minimum(bath, 45)).toBe(Math.ceil(core / 60));
    }
    // After the 45 min that are a time of the core, the core is far from it.
    expect(heating.course(celsius(60), millimetres(45)).core(seconds(45 * 60))).toBeLessThan(58);
  });

  it('thicker than 50 mm goes by its core alone', () => {
    expect(egg.minimum(60, 50)).toBe(75);
    expect(egg.minimum(60, 50.1)).toBeGreaterThan(90);
    expect(egg.minimum(60, 60)).toBe(126);
    expect(egg.minimum(57, 60)).toBe(Infinity);
  });

  it('goes by its core alone from the freezer, but from room temperature like any', () => {
    const frozen = make('egg', { startState: 'frozen' });
    expect(frozen.minimum(57, 45)).toBe(Infinity);
    expect(frozen.minimum(60, 45)).toBeGreaterThan(egg.minimum(60, 45));
    expect(make('egg', { startState: 'room' }).minimum(60, 45)).toBe(75);
  });

  it('of a duck, a goose or a quail has no time', () => {
    const food = { ...foods.understand('egg'), facts: { ...NO_FACTS, hensEgg: false } };
    const of = new Pasteurisation(food, egg.need, egg.heating, false);
    for (const bath of [57, 65, 95]) expect(of.minimum(celsius(bath), millimetres(45), false)).toBe(Infinity);
  });

  it('is a matter of heat, but of no pathogen that is counted', () => {
    expect(egg.of.matters).toBe(true);
    expect(egg.of.pathogens(celsius(60), true)).toEqual([]);
    expect(egg.of.governing(celsius(60), millimetres(45), false)).toBeUndefined();
  });

  it('beside another food is counted as food like that', () => {
    const both = make('egg with salmon');
    expect(both.minimum(60, 45)).toBeGreaterThan(45);
    expect(both.minimum(60, 60)).toBeLessThan(Infinity);
  });
});

describe('Bivalve shellfish', () => {
  it('need 90 s after their core has reached 90 °C', () => {
    const { minimum, heating } = make('oysters');
    const arrived = timeUntil(heating.course(celsius(92), millimetres(20)), celsius(90));
    expect(minimum(92)).toBe(Math.ceil((arrived + 90) / 60));
    expect(
      pasteurisationTime(heating.course(celsius(92), millimetres(20)), make('oysters').need.pathogens),
    ).toBeCloseTo(arrived + 90, 2);
  });

  it('never come there in a bath of 90 °C', () => {
    expect(make('oysters').minimum(90)).toBe(Infinity);
  });
});
