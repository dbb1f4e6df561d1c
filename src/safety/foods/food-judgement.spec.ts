import { FOODS } from '../../../test/harness/safety.js';
import type { CutName, Effect, FoodName } from './food-data.js';
import { readFoodData } from './food-files.js';
import { FoodJudge } from './food-judgement.js';
import type { FoodClass } from './food-class.js';
import { FOOD_CLASSES } from './food-class.js';

const { kinds } = readFoodData(FOODS);
const judge = new FoodJudge(kinds);

const food = (foodClass: FoodClass, known: Partial<FoodName> = {}): FoodName => ({
  name: foodClass,
  foodClass,
  cut: undefined,
  species: [],
  alone: false,
  lean: false,
  bird: undefined,
  ...known,
});
const judged = (foods: readonly FoodName[], effects: readonly Effect[] = [], doubts: string[] = []) =>
  judge.judge({ foods, effects: new Set(effects), doubts });
const classesOf = (foods: readonly FoodName[], effects: readonly Effect[] = [], doubts: string[] = []) =>
  judged(foods, effects, doubts).judgedAs.map(({ foodClass }) => foodClass);
const floorsOf = (foods: readonly FoodName[], effects: readonly Effect[] = []) =>
  judged(foods, effects).judgedAs.map(({ foodClass, floor }) => [foodClass, floor]);

describe('FoodJudge', () => {
  it.each(FOOD_CLASSES)('judges %s alone by its own rule', (foodClass) => {
    expect(judged([food(foodClass)])).toMatchObject({ foodClass, judgedAs: [judge.ruleOf(foodClass)] });
  });

  it('judges nothing as unknown', () => {
    expect(judged([])).toMatchObject({
      foodClass: 'unknown',
      judgedAs: [judge.ruleOf('unknown')],
      species: [],
      assumedThickness: 50,
      assumedShape: 'slab',
    });
  });

  it('judges by every class that is a matter of safety, the strictest in front', () => {
    expect(classesOf([food('beef'), food('vegetable'), food('poultry'), food('beef')])).toEqual([
      'poultry',
      'beef',
    ]);
  });

  it('judges by one class where none is a matter of safety', () => {
    expect(classesOf([food('chocolate'), food('vegetable'), food('yoghurt')])).toEqual(['vegetable']);
  });

  it('adds unknown to a doubt, to a bare meat, and to a filling that was not named', () => {
    expect(classesOf([food('beef')], [], ['chiken'])).toEqual(['unknown', 'beef']);
    expect(classesOf([food('fish'), food('unknown')])).toEqual(['unknown', 'fish']);
    expect(classesOf([food('fish')], ['stuffed'])).toEqual(['unknown', 'non_intact_meat']);
    expect(classesOf([food('vegetable')], ['stuffed'])).toEqual(['unknown']);
    expect(classesOf([], ['rolled'])).toEqual(['unknown']);
  });

  it('asks for no filling of meat, since the meat itself is judged', () => {
    for (const foodClass of ['poultry', 'ground_meat', 'non_intact_meat'] as const) {
      expect(classesOf([food(foodClass)], ['stuffed'])).toEqual([foodClass]);
    }
  });

  it.each<[FoodClass, number]>([
    ['beef', 52],
    ['lamb', 52],
    ['pork', 57],
    ['game', 60],
  ])('judges pierced, rolled or stuffed %s as non-intact, from %d °C on', (foodClass, floor) => {
    for (const effect of ['non_intact', 'rolled', 'stuffed'] as const) {
      expect(floorsOf([food(foodClass)], [effect])).toEqual([['non_intact_meat', floor]]);
    }
    const [rule] = judged([food(foodClass)], ['rolled']).judgedAs;
    expect(rule).toMatchObject({ mustBePasteurized: true, floorCode: 'NON_INTACT_NEEDS_PASTEURIZATION' });
    expect(rule?.label).toBe(`Non-intact ${foodClass}`);
    expect(rule?.source).toContain(judge.ruleOf(foodClass).source);
  });

  it('judges pierced or rolled fish as non-intact too, and asks for the filling of a stuffed one', () => {
    for (const effect of ['non_intact', 'rolled'] as const)
      expect(floorsOf([food('fish')], [effect])).toEqual([['non_intact_meat', 40]]);
    expect(judged([food('fish')], ['non_intact'])).toMatchObject({
      judgedAs: [{ mustBePasteurized: true }],
      species: ['fish'],
    });
  });

  it('judges poultry and shellfish as they are, however they were cut', () => {
    expect(classesOf([food('poultry')], ['rolled', 'non_intact'])).toEqual(['poultry']);
    expect(classesOf([food('crustacean')], ['non_intact'])).toEqual(['crustacean']);
  });

  it('judges a non-intact piece by its animals, the higher floor in front, and without any by 60 °C', () => {
    const rolled = food('non_intact_meat', { species: ['beef', 'pork'] });
    expect(floorsOf([rolled])).toEqual([
      ['non_intact_meat', 57],
      ['non_intact_meat', 52],
    ]);
    expect(floorsOf([food('non_intact_meat')])).toEqual([['non_intact_meat', 60]]);
  });

  it('takes the animal of a non-intact piece for the same piece', () => {
    const rolledPork = food('non_intact_meat', { species: ['pork'] });
    expect(floorsOf([rolledPork, food('pork')])).toEqual([['non_intact_meat', 57]]);
    expect(classesOf([rolledPork, food('beef')])).toEqual(['non_intact_meat', 'beef']);
  });

  it('judges everything ground as ground meat with the organisms of its animals', () => {
    expect(judged([food('beef'), food('poultry')], ['ground'])).toMatchObject({
      foodClass: 'ground_meat',
      judgedAs: [{ foodClass: 'ground_meat' }],
      species: ['poultry', 'beef'],
    });
    expect(judged([food('ground_meat', { species: ['game'] })])).toMatchObject({ species: ['game'] });
    expect(judged([food('unknown')], ['ground'])).toMatchObject({ judgedAs: [{ foodClass: 'ground_meat' }] });
  });

  it('keeps what is stricter than ground meat, or no meat, beside it', () => {
    expect(classesOf([food('mollusc'), food('raw_legume'), food('egg_dish')], ['ground'])).toEqual([
      'raw_legume',
      'mollusc',
      'ground_meat',
      'egg_dish',
    ]);
  });

  it('names the animals of non-intact meat, and none of whole pieces', () => {
    expect(judged([food('lamb')], ['rolled']).species).toEqual(['lamb']);
    expect(judged([food('lamb')]).species).toEqual([]);
  });

  it.each<[string, readonly FoodName[], readonly Effect[], number, string]>([
    ['a usual cut', [food('poultry')], [], 35, 'portion'],
    ['a named cut', [food('ground_meat', { cut: 'sausage' })], [], 40, 'cylinder'],
    ['a cut that the class does not have', [food('fish', { cut: 'patty' })], [], 30, 'portion'],
    ['the largest of two', [food('poultry'), food('pork', { cut: 'large' })], [], 70, 'portion'],
    ['the flattest of two', [food('egg'), food('ground_meat', { cut: 'loose' })], [], 50, 'slab'],
    ['a whole one', [food('poultry')], ['large'], 70, 'portion'],
    ['a rolled one', [food('beef')], ['rolled'], 70, 'portion'],
    ['a whole one of a class without large cuts', [food('mollusc')], ['large'], 20, 'portion'],
    ['food with a plant', [food('fish'), food('yoghurt')], [], 30, 'portion'],
    ['plants only', [food('vegetable'), food('yoghurt')], [], 25, 'portion'],
  ])('assumes the size of %s', (_case, foods, effects, thickness, shape) => {
    expect(judged(foods, effects)).toMatchObject({ assumedThickness: thickness, assumedShape: shape });
  });

  it.each<[CutName, number]>([
    ['patty', 30],
    ['sausage', 40],
    ['loose', 50],
    ['large', 70],
  ])('assumes %s of ground meat to be %d mm thick', (cut, thickness) => {
    expect(judged([food('ground_meat', { cut })]).assumedThickness).toBe(thickness);
  });

  it('cannot be made without one of the classes it derives others from', () => {
    const incomplete = kinds.filter(({ rule }) => rule.foodClass !== 'beef');
    expect(() => new FoodJudge(incomplete)).toThrow('The catalogue has no class beef');
  });
});
