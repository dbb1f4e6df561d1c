import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOODS } from '../../../test/support/safety.js';
import { FoodDataError } from './food-data.error.js';
import { parseKinds, parseNames, parseWords } from './food-data.js';
import { FOOD_CLASSES } from './food.js';

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
  rolled: [],
  stuffed: [],
  large: ['whole'],
  boiled: { before: ['boiled'], after: ['canned'], unless: ['not'] },
  joining: ['with'],
  neutral: ['rare'],
};

describe('parseKinds', () => {
  it('lists the classes from the strictest on, in whatever order they are written', () => {
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
    expect([...(poultry?.cuts ?? [])]).toEqual([['large', { thickness: 70, shape: 'portion' }]]);
  });

  it.each([
    ['is missing', { classes: readClasses().slice(1) }],
    ['is listed twice', { classes: [...readClasses(), ...readClasses().slice(0, 1)] }],
    ['stands in the place of another', withClass('pork', { food_class: 'beef' })],
  ])('refuses a list in which a class %s', (_case, json) => {
    expect(() => parseKinds(json)).toThrow(
      expect.objectContaining({ problem: 'each class of food must be listed once' }) as Error,
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
    ['a setting without its source', { settings: [{ temperature_celsius: 60, time_minutes: 90 }] }],
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
    expect(parseNames({ groups })).toEqual([
      { name: 'burger', foodClass: 'ground_meat', cut: 'patty', species: ['beef'], alone: false },
      { name: 'patty', foodClass: 'ground_meat', cut: 'patty', species: ['beef'], alone: false },
      { name: 'duck egg', foodClass: 'egg', cut: undefined, species: [], alone: true },
    ]);
  });

  it.each<[string, Fields]>([
    ['an unknown cut', { cut: 'cubes' }],
    ['an unknown animal', { species: ['unicorn'] }],
    ['a name that is no text', { names: ['beef', 7] }],
    ['an aloneness in words', { alone: 'yes' }],
  ])('refuses a group with %s', (_case, changed) => {
    expect(() => parseNames({ groups: [{ food_class: 'beef', names: ['beef'], ...changed }] })).toThrow(
      FoodDataError,
    );
  });
});

describe('parseWords', () => {
  it('reads every list', () => {
    const words = parseWords(WORDS);
    expect([...words.effects.keys()]).toEqual(['ground', 'non_intact', 'rolled', 'stuffed', 'large']);
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
