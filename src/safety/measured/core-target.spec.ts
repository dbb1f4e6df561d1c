import { makeSafety } from '../../../test/harness/safety.js';
import { celsius, millimetres } from '../../shared/units.js';
import { UnsafeCookError } from '../safety.errors.js';

interface Asked {
  readonly food?: string;
  readonly target?: number;
  readonly thickness?: number;
  readonly vulnerable?: boolean;
  readonly alsoNamed?: readonly (string | undefined)[];
}

function refusalOf({ food, target, thickness, vulnerable = false, alsoNamed }: Asked) {
  const plan = {
    food,
    vulnerable,
    ...(target !== undefined && { target: celsius(target) }),
    ...(thickness !== undefined && { thickness: millimetres(thickness) }),
  };
  try {
    makeSafety().measure(plan, alsoNamed);
    return undefined;
  } catch (error) {
    if (error instanceof UnsafeCookError) return error;
    throw error;
  }
}

describe('A target of the core', () => {
  it.each([
    ['chicken', 57, 'POULTRY_TEMP_UNSAFE'],
    ['burger', 60, 'GROUND_MEAT_TEMP_UNSAFE'],
    ['pork chop', 57, 'PORK_TEMP_UNSAFE'],
    ['beef steak', 52, 'BEEF_TEMP_UNSAFE'],
    ['venison', 60, 'GAME_TEMP_UNSAFE'],
    ['beef liver', 60, 'OFFAL_TEMP_UNSAFE'],
    ['salmon', 40, 'FISH_TEMP_UNSAFE'],
    ['shrimp', 57, 'SHELLFISH_TEMP_UNSAFE'],
    ['mussels', 90, 'SHELLFISH_VIRUS_RISK'],
    ['custard', 60, 'EGG_UNPASTEURIZED'],
    ['gloop', 60, 'FOOD_TYPE_UNKNOWN'],
    ['milk', 63, 'DAIRY_NOT_PASTEURIZED'],
  ])('of %s is at least %d °C', (food, floor, code) => {
    expect(refusalOf({ food, target: floor })).toBeUndefined();
    expect(refusalOf({ food, target: floor - 0.1 })).toMatchObject({
      code,
      details: { field: 'target_core_celsius', received: floor - 0.1, minimum: floor },
    });
  });

  it('is refused for a food without a name as for the strictest', () => {
    expect(refusalOf({ target: 59 })).toMatchObject({ code: 'FOOD_TYPE_REQUIRED' });
  });

  it('is no number of Fahrenheit', () => {
    expect(refusalOf({ food: 'chicken', target: 165 })?.message).toContain('165 °F would be 73.9 °C');
    expect(refusalOf({ food: 'chicken', target: NaN })).toMatchObject({ code: 'TEMPERATURE_TOO_HIGH' });
  });

  it.each([
    ['rhubarb leaves', 'POISONOUS'],
    ['kidney beans', 'TOXIN_NEEDS_BOILING'],
  ])('helps no %s, with and without a target', (food, code) => {
    expect(refusalOf({ food, target: 95 })).toMatchObject({ code });
    expect(refusalOf({ food })).toMatchObject({ code });
  });

  it('must be able to pasteurise for someone who falls ill easily', () => {
    expect(refusalOf({ food: 'beef steak', target: 52.1 })).toBeUndefined();
    expect(refusalOf({ food: 'beef steak', target: 52.1, vulnerable: true })).toMatchObject({
      code: 'VULNERABLE_CONSUMER',
    });
    expect(refusalOf({ food: 'steak for my toddler', target: 52.1 })).toMatchObject({
      code: 'VULNERABLE_CONSUMER',
    });
  });

  it.each([
    [{ thickness: 3 }, 'THICKNESS_OUT_OF_RANGE'],
    [{ thickness: 200 }, 'PIECE_TOO_LARGE'],
    [{ food: 'whole chicken', thickness: 8 }, 'THICKNESS_IMPLAUSIBLE'],
  ])('is refused with a thickness that no piece has: %j', (asked, code) => {
    expect(refusalOf({ food: 'chicken', target: 74, ...asked })).toMatchObject({ code });
  });

  it('holds for every name of the food, that of its cook too', () => {
    expect(refusalOf({ food: 'beef steak', target: 54, alsoNamed: ['chicken'] })).toMatchObject({
      code: 'POULTRY_TEMP_UNSAFE',
    });
    expect(refusalOf({ food: 'beef steak', target: 54, alsoNamed: ['beef'] })).toBeUndefined();
    expect(refusalOf({ food: 'chicken', target: 50, alsoNamed: ['chicken'] })?.details).not.toHaveProperty(
      'violations',
    );
  });
});

describe('The need of a measured core', () => {
  const needOf = (food: string, vulnerable = false, alsoNamed: string[] = []) =>
    makeSafety().measure({ food, vulnerable }, alsoNamed).need;

  it('is that of the engine, with the published times of poultry', () => {
    expect(needOf('chicken').pathogens.map(({ name, target }) => [name, target])).toEqual([
      ['Salmonella', 7],
      ['Listeria', 6],
      ['Salmonella', 7],
    ]);
    expect(needOf('pork chop').pathogens.map(({ name }) => name)).toEqual([
      'E. coli',
      'Salmonella',
      'Listeria',
    ]);
  });

  it('is stricter for someone who falls ill easily, and for two names of one food', () => {
    expect(needOf('pork chop', true).pathogens).toHaveLength(4);
    expect(needOf('beef steak', false, ['chicken'])).toMatchObject({ floor: 57, mustBePasteurized: true });
    expect(needOf('beef steak', false, ['chicken']).pathogens).toHaveLength(6);
  });
});
