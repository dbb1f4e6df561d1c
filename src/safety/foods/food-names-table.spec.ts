import { readTable, wordIn } from '../../../test/harness/tables.js';
import { makeSafety } from '../../../test/harness/safety.js';
import type { FoodClass } from './food-class.js';
import type { UnderstoodFood } from './food.js';
import { FOOD_CLASSES, HARMLESS_CLASSES } from './food-class.js';

const catalogue = makeSafety().foods;
const classesOf = ({ judgedAs }: UnderstoodFood) => judgedAs.map(({ foodClass }) => foodClass);
const CULTURES: readonly FoodClass[] = ['chocolate', 'yoghurt'];

/** What a word of the column `expected` asks of a name. */
const CHECKS: Readonly<Record<string, (food: UnderstoodFood, value: string) => unknown>> = {
  least: (food, value) => food.assumedThickness >= Number(value),
  most: (food, value) => food.assumedThickness <= Number(value),
  required: ({ facts }) => facts.thicknessRequired,
  free: ({ facts }) => !facts.thicknessRequired,
  told: ({ facts, assumedThickness }, value) =>
    facts.toldThickness?.thickness === Number(value) && assumedThickness >= Number(value),
  untold: ({ facts }) => facts.toldThickness === undefined,
  length: ({ facts }) => facts.doubtfulLength !== undefined && facts.toldThickness === undefined,
  nolength: ({ facts }) => facts.doubtfulLength === undefined,
  frozen: ({ frozen }) => frozen,
  thawed: ({ frozen }) => !frozen,
  vulnerable: ({ facts }) => facts.vulnerable !== undefined,
  anyone: ({ facts }) => facts.vulnerable === undefined,
  doubt: (food) => classesOf(food).includes('unknown') && food.doubts.length > 0,
  plain: (food) => food.doubts.length === 0 && !classesOf(food).includes('unknown'),
  notculture: (food) => !classesOf(food).some((one) => CULTURES.includes(one)) && !isHarmless(food),
  dairy: ({ facts, foodClass }, value) => facts.dairy === value && foodClass === 'dairy',
  nothen: ({ facts }) => !facts.hensEgg,
  hen: ({ facts }) => facts.hensEgg,
  poison: ({ facts }) => facts.poison !== undefined,
  othermeaning: ({ facts }) => facts.otherMeaning !== undefined,
};

/** Harmless, and let into a bath as cool as yoghurt is made in. */
const isHarmless = ({ judgedAs, foodClass }: UnderstoodFood): boolean =>
  HARMLESS_CLASSES.has(foodClass) && (judgedAs[0]?.floor ?? 0) < 57;

function failing(food: UnderstoodFood, expected: string): readonly string[] {
  return expected.split(';').filter((one) => {
    const [word = '', value = ''] = one.split('=');
    if (FOOD_CLASSES.some((foodClass) => foodClass === word)) return food.foodClass !== word;
    const check = CHECKS[word];
    if (check === undefined) throw new Error(`nobody knows what "${word}" asks for`);
    return check(food, value) !== true;
  });
}

const rows = readTable('food-names').map(
  (row) => [wordIn(row, 'kind'), wordIn(row, 'name'), wordIn(row, 'expected')] as const,
);

describe('FoodCatalogue on the table of names', () => {
  it.each(rows)('%s: understands "%s" as %s', (_kind, name, expected) => {
    const food = catalogue.understand(name);
    const { doubts, facts, assumedThickness, frozen, matched } = food;
    const shown = { doubts, facts, assumedThickness, frozen, matched };
    expect({ failing: failing(food, expected), ...shown, classes: classesOf(food) }).toMatchObject({
      failing: [],
    });
  });
});
