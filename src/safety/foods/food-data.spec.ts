import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOODS } from '../../../test/harness/safety.js';
import { FoodDataError } from './food-data.error.js';
import { EFFECTS, parseKinds, parseNames, parseWords } from './food-data.js';
import { FOOD_CLASSES } from './food-class.js';
import { parseFsisCells } from './fsis-table.js';

type Fields = Record<string, unknown>;

const readClasses = (): Fields[] =>
  (JSON.parse(readFileSync(join(FOODS, 'classes.json'), 'utf8')) as { classes: Fields[] }).classes;
/** The shipped classes, one of them changed. */
const withClass = (foodClass: string, changed: Fields) => ({
  classes: readClasses().map((one) => (one['food_class'] === foodClass ? { ...one, ...changed } : one)),
});
const WORDS = {
  ground: ['ground'],
  non_intact: [],
  cut_small: [],
  tenderised_by_shop: [],
  no_effect: [],
  rolled: [],
  stuffed: [],
  large: ['whole'],
  frozen: ['frozen'],
  thawed: ['thawed'],
  boiled: { before: ['boiled'], after: ['canned'], unless: ['not'] },
  joining: ['with'],
  neutral: ['rare'],
};

describe('parseKinds', () => {
  it('lists the classes from the strictest on, independent of their order in the file', () => {
    const kinds = parseKinds({ classes: readClasses().toReversed() });
    expect(kinds.map(({ rule }) => rule.foodClass)).toEqual(FOOD_CLASSES);
  });

  it('reads a class with everything that may be left out', () => {
    const poultry = parseKinds({ classes: readClasses() }).find(({ rule }) => rule.foodClass === 'poultry');
    expect(poultry?.rule).toMatchObject({
      label: 'Poultry',
      floor: 57,
      ceiling: undefined,
      mustBePasteurized: true,
      defaultThickness: 35,
      defaultShape: 'portion',
      refusedBecause: undefined,
    });
    expect(poultry?.rule).toMatchObject({
      offered: [60, 65, 70],
      customary: [],
      pasteurizedBy: [],
      unpasteurizedLimit: undefined,
      longestHold: undefined,
    });
    expect([...(poultry?.cuts ?? [])]).toEqual([['large', { thickness: 70, shape: 'portion' }]]);
  });

  it('reads the limits of holding, and what rule and custom know of a food', () => {
    const setting = { temperature_celsius: 43, time_minutes: 480, source: 'Grandmother' };
    const changed = {
      unpasteurized_limit_minutes: 60,
      longest_minutes: 1440,
      customary: [setting],
      pasteurized_by: [{ ...setting, temperature_celsius: 57 }],
    };
    const kinds = parseKinds(withClass('poultry', changed));
    expect(kinds.find(({ rule }) => rule.foodClass === 'poultry')?.rule).toMatchObject({
      unpasteurizedLimit: 60,
      longestHold: 1440,
      customary: [{ target: 43, hold: 480, source: 'Grandmother' }],
      pasteurizedBy: [{ target: 57, hold: 480, source: 'Grandmother' }],
    });
  });

  it.each([
    ['is missing', { classes: readClasses().slice(1) }, 'lists raw_legume 0 times'],
    [
      'is listed twice',
      { classes: [...readClasses(), ...readClasses().slice(0, 1)] },
      'lists raw_legume 2 times',
    ],
    ['stands in the place of another', withClass('pork', { food_class: 'beef' }), 'lists pork 0 times'],
  ])('refuses a list in which a class %s', (_case, json, problem) => {
    expect(() => parseKinds(json)).toThrow(
      expect.objectContaining({
        problem: `classes.json ${problem}: each class of food must be there once`,
      }) as Error,
    );
  });

  it.each<[string, Fields]>([
    ['an unknown class', { food_class: 'dragon' }],
    ['a floor in words', { floor_celsius: '57' }],
    ['a floor that is null', { floor_celsius: null }],
    ['a floor of zero', { floor_celsius: 0 }],
    ['no code', { floor_code: '' }],
    ['no reason', { reason: undefined }],
    ['a flag in words', { must_be_pasteurized: 'yes' }],
    ['an unknown shape', { default_cut: { thickness_mm: 35, shape: 'star' } }],
    ['no thickness', { default_cut: { shape: 'portion' } }],
    ['a malformed cut', { cuts: { large: 70 } }],
    ['an offer in words', { offered_celsius: ['60'] }],
    ['an offer that is no list', { offered_celsius: 60 }],
    ['a custom without its source', { customary: [{ temperature_celsius: 60, time_minutes: 90 }] }],
    ['a custom without its time', { customary: [{ temperature_celsius: 60, source: 'x' }] }],
    ['a rule without its temperature', { pasteurized_by: [{ time_minutes: 45, source: 'x' }] }],
    ['a rule that is no list', { pasteurized_by: { time_minutes: 45 } }],
    ['a limit of zero', { unpasteurized_limit_minutes: 0 }],
    ['a limit in words', { unpasteurized_limit_minutes: '60' }],
    ['a longest time that is null', { longest_minutes: null }],
  ])('refuses a class with %s', (_case, changed) => {
    expect(() => parseKinds(withClass('poultry', changed))).toThrow(FoodDataError);
  });
});

describe('parseNames', () => {
  it('gives every name of a group what the group says', () => {
    const groups = [
      { food_class: 'ground_meat', cut: 'patty', species: ['beef'], names: ['burger', 'patty'] },
      { food_class: 'egg', alone: true, names: ['duck egg'] },
    ];
    const usual = { alone: false, lean: false, bird: undefined };
    expect(parseNames({ groups })).toEqual([
      { name: 'burger', foodClass: 'ground_meat', cut: 'patty', species: ['beef'], ...usual },
      { name: 'patty', foodClass: 'ground_meat', cut: 'patty', species: ['beef'], ...usual },
      { name: 'duck egg', foodClass: 'egg', cut: undefined, species: [], ...usual, alone: true },
    ]);
  });

  it.each<[string, Fields]>([
    ['an unknown cut', { cut: 'cubes' }],
    ['an unknown animal', { species: ['unicorn'] }],
    ['a name that is no text', { names: ['beef', 7] }],
    ['an aloneness in words', { alone: 'yes' }],
    ['a leanness in words', { lean: 'yes' }],
    ['a bird that FSIS does not distinguish', { bird: 'duck' }],
  ])('refuses a group with %s', (_case, changed) => {
    expect(() => parseNames({ groups: [{ food_class: 'beef', names: ['beef'], ...changed }] })).toThrow(
      FoodDataError,
    );
  });
});

describe('parseWords', () => {
  it('reads every list', () => {
    const words = parseWords(WORDS);
    expect([...words.effects.keys()]).toEqual([...EFFECTS]);
    expect(words.effects.get('large')).toEqual(['whole']);
    expect(words.boiled).toEqual(WORDS.boiled);
    expect(words).toMatchObject({ joining: ['with'], neutral: ['rare'] });
  });

  it.each(Object.keys(WORDS))('refuses words without the list %s', (list) => {
    expect(() => parseWords({ ...WORDS, [list]: undefined })).toThrow(FoodDataError);
  });

  it.each(['before', 'after', 'unless'])('refuses words of boiling without the list %s', (list) => {
    expect(() => parseWords({ ...WORDS, boiled: { ...WORDS.boiled, [list]: undefined } })).toThrow(
      FoodDataError,
    );
  });
});

describe('parseFsisCells', () => {
  const row = { fahrenheit: 136, minutes: { '1': 63.3, '12': 81.4 } };
  const table = { bird: 'chicken', rows: [row] };
  const tables = (changed: Fields) => ({ tables: [{ ...table, ...changed }] });

  it('reads every cell with its bird, its fat and its temperature', () => {
    const turkey = { bird: 'turkey', rows: [{ fahrenheit: 140, minutes: { '5': 28.1 } }] };
    expect(parseFsisCells({ tables: [table, turkey] })).toEqual([
      { bird: 'chicken', fat: 1, fahrenheit: 136, minutes: 63.3 },
      { bird: 'chicken', fat: 12, fahrenheit: 136, minutes: 81.4 },
      { bird: 'turkey', fat: 5, fahrenheit: 140, minutes: 28.1 },
    ]);
  });

  it.each<[string, unknown]>([
    ['without tables', {}],
    ['of a bird that FSIS does not distinguish', tables({ bird: 'duck' })],
    ['without rows', tables({ rows: undefined })],
    ['with a row that has no temperature', tables({ rows: [{ minutes: {} }] })],
    ['with a row that has no minutes', tables({ rows: [{ fahrenheit: 136 }] })],
    ['with minutes in words', tables({ rows: [{ ...row, minutes: { '1': '63.3' } }] })],
    ['with a cell of no time', tables({ rows: [{ ...row, minutes: { '1': 0 } }] })],
  ])('refuses a file %s', (_case, json) => {
    expect(() => parseFsisCells(json)).toThrow(FoodDataError);
  });
});
