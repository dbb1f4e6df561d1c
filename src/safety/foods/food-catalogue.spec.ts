import fc from 'fast-check';
import { FOODS, makeSafety } from '../../../test/harness/safety.js';
import { trials } from '../../../test/harness/soak.js';
import { loadFoodCatalogue } from './food-catalogue.js';
import { FoodDataError } from './food-data.error.js';
import { FOOD_CLASSES, HARMLESS_CLASSES } from './food-class.js';
import { NO_FACTS } from './food.js';

const catalogue = makeSafety().foods;
const names = catalogue.classes.flatMap(({ foodClass }) => catalogue.namesOf(foodClass));
const name = fc.constantFrom(...names);
// Made of letters that no name of a food is made of.
const nonsense = fc.string({ unit: fc.constantFrom('q', 'x', 'z', 'j', ' ', '-'), maxLength: 20 });

/** The coolest bath that everything dangerous in a name allows; infinite for what no bath makes safe. */
function coolest(food: string): number {
  const grave = catalogue.understand(food).judgedAs.filter((rule) => rule.foodSafetyMatter);
  if (grave.some((rule) => rule.refusedBecause !== undefined)) return Infinity;
  return Math.max(0, ...grave.map(({ floor }) => floor ?? 40));
}

describe('FoodCatalogue', () => {
  it('knows every class, the strictest in front, and names for each', () => {
    expect(catalogue.classes.map(({ foodClass }) => foodClass)).toEqual(FOOD_CLASSES);
    for (const foodClass of FOOD_CLASSES) expect(catalogue.namesOf(foodClass).length).toBeGreaterThan(0);
  });

  it('knows well over 250 names', () => {
    expect(new Set(names).size).toBeGreaterThan(2000);
  });

  it('lists English names of a class first', () => {
    expect(catalogue.namesOf('poultry')[0]).toBe('chicken');
    expect(catalogue.namesOf('poultry')).toContain('Hähnchenbrust');
  });

  it('takes each of its names for the class that lists it', () => {
    for (const { foodClass } of catalogue.classes) {
      const others = catalogue.namesOf(foodClass).filter((one) => {
        return catalogue.understand(one).foodClass !== foodClass;
      });
      expect(others).toEqual([]);
    }
  });

  it.each(['beef', 'lamb'] as const)('lists no pork as %s', (foodClass) => {
    const pork = catalogue
      .namesOf(foodClass)
      .filter((name) => /maial|porc(?!ini)|cerdo|schwein|pork/iu.test(name));
    expect(pork).toEqual([]);
  });

  it('says why meat that was cut small, or comes from a shop that tenderises it, is not intact', () => {
    expect(catalogue.understand('diced beef').judgedAs[0]?.reason).toMatch(/cannot all be seared/u);
    expect(catalogue.understand('Costco ribeye').judgedAs[0]?.reason).toMatch(/shop tenderises beef/u);
  });

  it('lists no name under two classes', () => {
    const listed = new Map<string, number>();
    for (const { foodClass } of catalogue.classes) {
      for (const one of catalogue.namesOf(foodClass)) {
        const key = one.toLowerCase();
        expect(listed.has(key) && listed.get(key) !== FOOD_CLASSES.indexOf(foodClass)).toBe(false);
        listed.set(key, FOOD_CLASSES.indexOf(foodClass));
      }
    }
  });

  it('returns all that it understood of a name', () => {
    expect(catalogue.understand(' Steak with  chicken stuffing ')).toMatchObject({
      foodClass: 'poultry',
      judgedAs: [
        { foodClass: 'poultry', floor: 57 },
        { foodClass: 'non_intact_meat', floor: 52 },
      ],
      name: 'Steak with chicken stuffing',
      given: true,
      matched: ['steak', 'chicken'],
      doubts: [],
      assumedThickness: 70,
      assumedShape: 'portion',
    });
  });

  it('names a food once, however often it was said', () => {
    expect(catalogue.understand('beef, beef and beef').matched).toEqual(['beef']);
  });

  it('judges a food without a name as unknown, and asks for its name', () => {
    expect(catalogue.understand(undefined)).toEqual({
      foodClass: 'unknown',
      judgedAs: [expect.objectContaining({ floor: 60, floorCode: 'FOOD_TYPE_REQUIRED' })],
      species: [],
      frozen: false,
      lean: false,
      bird: undefined,
      name: undefined,
      given: false,
      matched: [],
      doubts: [],
      facts: NO_FACTS,
      assumedThickness: 50,
      assumedShape: 'slab',
    });
    expect(catalogue.understand('zorblax').judgedAs).toMatchObject([{ floorCode: 'FOOD_TYPE_UNKNOWN' }]);
  });

  it('takes an empty name for a given one that says nothing', () => {
    expect(catalogue.understand('')).toMatchObject({ foodClass: 'unknown', given: true, name: undefined });
  });

  it('reads a name to its end, also beyond the 64 characters that are shown', () => {
    const long = `beef ${'and onion '.repeat(6)}and chicken`;
    expect(long.length).toBeGreaterThan(64);
    expect(catalogue.understand(long)).toMatchObject({ foodClass: 'poultry', name: long.slice(0, 64) });
    expect(catalogue.understand(`${'beef '.repeat(1000)}chicken`).foodClass).toBe('poultry');
  });

  it('takes a name without end for unknown, however it begins', () => {
    expect(catalogue.understand('beef '.repeat(100_000))).toMatchObject({
      foodClass: 'unknown',
      matched: [],
    });
  });

  it('understands any text, and never judges it by nothing', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), name);
    fc.assert(
      fc.property(text, (food) => {
        const { judgedAs, foodClass, assumedThickness } = catalogue.understand(food);
        expect(judgedAs[0]?.foodClass).toBe(foodClass);
        expect(assumedThickness).toBeGreaterThanOrEqual(5);
      }),
      trials(100, 500),
    );
  });

  it('is never looser on two foods than on either of them', () => {
    const joint = fc.constantFrom(
      ' and ',
      ' or ',
      ' not ',
      ' without ',
      ' instead of ',
      ' und ',
      ' (actually) ',
    );
    fc.assert(
      fc.property(name, joint, name, (one, between, other) => {
        expect(coolest(`${one}${between}${other}`)).toBeGreaterThanOrEqual(
          Math.max(coolest(one), coolest(other)),
        );
      }),
      trials(300, 2000),
    );
  });

  it('is never made looser by words it does not know', () => {
    const looseable = name.filter((one) => !HARMLESS_CLASSES.has(catalogue.understand(one).foodClass));
    fc.assert(
      fc.property(nonsense, looseable, nonsense, (before, one, behind) => {
        expect(coolest(`${before} ${one} ${behind}`)).toBeGreaterThanOrEqual(coolest(one));
      }),
      trials(200, 1000),
    );
  });

  it('is as strict on a name in capitals, with accents or in wide letters as on the plain one', () => {
    const wide = (text: string) =>
      text.replace(/[!-~]/g, (one) => String.fromCodePoint(one.charCodeAt(0) + 0xfee0));
    fc.assert(
      fc.property(name, (one) => {
        const { foodClass } = catalogue.understand(one);
        for (const other of [one.toUpperCase(), one.normalize('NFD'), wide(one), ` ${one}!`]) {
          expect(catalogue.understand(other).foodClass).toBe(foodClass);
        }
      }),
    );
  });

  it('trusts no name with a letter of another script or an invisible character in it', () => {
    const poison = fc.constantFrom('\u0441', '\u03bd', '鶏', '\u200b', '\u00ad', '\u202e', 'ᴄ', '\u0000');
    fc.assert(
      fc.property(name, poison, fc.nat(), (one, bad, at) => {
        const cut = at % (one.length + 1);
        const poisoned = `${one.slice(0, cut)}${bad}${one.slice(cut)}`;
        expect(catalogue.understand(poisoned)).toMatchObject({ foodClass: 'unknown', matched: [] });
      }),
    );
  });
});

describe('loadFoodCatalogue', () => {
  it('reads the shipped data', () => {
    expect(loadFoodCatalogue(FOODS).version).toBe(catalogue.version);
  });

  it('throws where there is no data', () => {
    expect(() => loadFoodCatalogue('no-such-folder')).toThrow(FoodDataError);
  });
});
