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
  judged: (food, value) => classesOf(food).join('+') === value,
  has: (food, value) => classesOf(food).some((one) => one === value),
  pasteurised: ({ judgedAs }) => judgedAs.every(({ mustBePasteurized }) => mustBePasteurized),
  least: (food, value) => food.assumedThickness >= Number(value),
  most: (food, value) => food.assumedThickness <= Number(value),
  required: ({ facts }) => facts.thicknessRequired,
  free: ({ facts }) => !facts.thicknessRequired,
  stated: ({ facts, assumedThickness }, value) =>
    facts.statedThickness?.thickness === Number(value) && assumedThickness >= Number(value),
  unstated: ({ facts }) => facts.statedThickness === undefined,
  length: ({ facts }) => facts.doubtfulLength !== undefined && facts.statedThickness === undefined,
  nolength: ({ facts }) => facts.doubtfulLength === undefined,
  frozen: ({ frozen }) => frozen,
  thawed: ({ frozen }) => !frozen,
  vulnerable: ({ facts }) => facts.vulnerable !== undefined,
  anyone: ({ facts }) => facts.vulnerable === undefined,
  doubt: (food) => classesOf(food).includes('unknown') && food.doubts.length > 0,
  sure: ({ doubts }) => doubts.length === 0,
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

/** What is wrong with how a name was understood; empty when nothing is. */
function deviationsOf(food: UnderstoodFood, foodClass: string, expected: string): readonly string[] {
  const wrongClass = foodClass !== '' && food.foodClass !== foodClass;
  const missed = expected.split(';').filter((one) => {
    const [word = '', value = ''] = one.split('=');
    const check = CHECKS[word];
    if (one !== '' && check === undefined) throw new Error(`The table asks for "${one}", which has no check`);
    return check !== undefined && check(food, value) !== true;
  });
  return [...(wrongClass ? [`the class is ${food.foodClass}, not ${foodClass}`] : []), ...missed];
}

/** What a reader needs to see of a name that was understood otherwise. */
function shown({ doubts, facts, assumedThickness, frozen, matched, judgedAs }: UnderstoodFood): string {
  const classes = judgedAs.map(({ foodClass }) => foodClass);
  const stated = Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));
  return JSON.stringify({ classes, matched, doubts, assumedThickness, frozen, ...stated });
}

const rows = readTable('food-names').map((row) => ({
  name: wordIn(row, 'name'),
  foodClass: wordIn(row, 'class'),
  expected: wordIn(row, 'expected'),
  why: wordIn(row, 'why'),
}));

describe('The names of test/fixtures/tables/food-names.csv', () => {
  it('are all understood as the table says', () => {
    const report = rows.flatMap(({ name, foodClass, expected, why }) => {
      const food = catalogue.understand(name);
      const deviations = deviationsOf(food, foodClass, expected);
      if (deviations.length === 0) return [];
      return [`${JSON.stringify(name)} (${why}) fails ${deviations.join(' and ')}: ${shown(food)}`];
    });
    expect(report).toEqual([]);
    expect(rows.length).toBeGreaterThan(1600);
  });

  it('each have a class or something else that is expected, and a reason', () => {
    const known: readonly string[] = ['', ...FOOD_CLASSES];
    const loose = rows.filter(
      ({ foodClass, expected, why }) =>
        !known.includes(foodClass) || `${foodClass}${expected}` === '' || why === '',
    );
    expect(loose).toEqual([]);
  });
});
