import fc from 'fast-check';
import { makePlan } from '../../../test/harness/plans.js';
import { makeSafety } from '../../../test/harness/safety.js';
import { trials } from '../../../test/harness/soak.js';
import { celsius } from '../../shared/units.js';
import type { FoodClass } from '../foods/food-class.js';
import { BathFloorRule } from './temperature.rules.js';

const { foods } = makeSafety();
const rule = new BathFloorRule();
const review = (food: string | undefined, target: number) =>
  rule.review(makePlan({ food, target: celsius(target) }), foods.understand(food));
const codes = (food: string | undefined, target: number) => review(food, target).map(({ code }) => code);

interface Floor {
  readonly food: string | undefined;
  readonly foodClass: FoodClass;
  readonly floor: number;
  readonly code: string;
}
const floor = (food: string | undefined, foodClass: FoodClass, celsius: number, code: string): Floor => ({
  food,
  foodClass,
  floor: celsius,
  code,
});

/** The floors as the owner set them, written out again so that no change of the data goes unseen. */
const FLOORS: readonly Floor[] = [
  floor('chicken', 'poultry', 57, 'POULTRY_TEMP_UNSAFE'),
  floor('turkey breast', 'poultry', 57, 'POULTRY_TEMP_UNSAFE'),
  floor('duck breast', 'poultry', 57, 'POULTRY_TEMP_UNSAFE'),
  floor('whole goose', 'poultry', 57, 'POULTRY_TEMP_UNSAFE'),
  floor('ground beef', 'ground_meat', 60, 'GROUND_MEAT_TEMP_UNSAFE'),
  floor('minced lamb', 'ground_meat', 60, 'GROUND_MEAT_TEMP_UNSAFE'),
  floor('chicken burger', 'ground_meat', 60, 'GROUND_MEAT_TEMP_UNSAFE'),
  floor('pork sausage', 'ground_meat', 60, 'GROUND_MEAT_TEMP_UNSAFE'),
  floor('meatballs', 'ground_meat', 60, 'GROUND_MEAT_TEMP_UNSAFE'),
  floor('kebab', 'ground_meat', 60, 'GROUND_MEAT_TEMP_UNSAFE'),
  floor('beef tartare', 'ground_meat', 60, 'GROUND_MEAT_TEMP_UNSAFE'),
  floor('salmon tartare', 'ground_meat', 60, 'GROUND_MEAT_TEMP_UNSAFE'),
  floor('tenderised steak', 'non_intact_meat', 52, 'NON_INTACT_NEEDS_PASTEURIZATION'),
  floor('rolled lamb shoulder', 'non_intact_meat', 52, 'NON_INTACT_NEEDS_PASTEURIZATION'),
  floor('injected pork', 'non_intact_meat', 57, 'NON_INTACT_NEEDS_PASTEURIZATION'),
  floor('stuffed venison', 'non_intact_meat', 60, 'NON_INTACT_NEEDS_PASTEURIZATION'),
  floor('bladed meat', 'non_intact_meat', 60, 'NON_INTACT_NEEDS_PASTEURIZATION'),
  floor('pork chop', 'pork', 57, 'PORK_TEMP_UNSAFE'),
  floor('beef steak', 'beef', 52, 'BEEF_TEMP_UNSAFE'),
  floor('veal', 'beef', 52, 'BEEF_TEMP_UNSAFE'),
  floor('rack of lamb', 'lamb', 52, 'BEEF_TEMP_UNSAFE'),
  floor('venison', 'game', 60, 'GAME_TEMP_UNSAFE'),
  floor('wild boar', 'game', 60, 'GAME_TEMP_UNSAFE'),
  floor('rabbit', 'game', 60, 'GAME_TEMP_UNSAFE'),
  floor('hare', 'game', 60, 'GAME_TEMP_UNSAFE'),
  floor('beef liver', 'offal', 60, 'OFFAL_TEMP_UNSAFE'),
  floor('salmon', 'fish', 40, 'FISH_TEMP_UNSAFE'),
  floor('shrimp', 'crustacean', 57, 'SHELLFISH_TEMP_UNSAFE'),
  floor('scallops', 'crustacean', 57, 'SHELLFISH_TEMP_UNSAFE'),
  floor('oysters', 'mollusc', 90, 'SHELLFISH_VIRUS_RISK'),
  floor('mussels', 'mollusc', 90, 'SHELLFISH_VIRUS_RISK'),
  floor('clams', 'mollusc', 90, 'SHELLFISH_VIRUS_RISK'),
  floor('custard', 'egg_dish', 60, 'EGG_UNPASTEURIZED'),
  floor('hollandaise', 'egg_dish', 60, 'EGG_UNPASTEURIZED'),
  floor('carrots', 'vegetable', 57, 'TEMPERATURE_TOO_LOW'),
  floor('apple', 'vegetable', 57, 'TEMPERATURE_TOO_LOW'),
  floor('rice', 'grain', 57, 'TEMPERATURE_TOO_LOW'),
  floor('boiled kidney beans', 'vegetable', 57, 'TEMPERATURE_TOO_LOW'),
  floor('yoghurt', 'yoghurt', 40, 'TEMPERATURE_TOO_LOW'),
  floor('dark chocolate', 'chocolate', 40, 'TEMPERATURE_TOO_LOW'),
  floor('zorblax', 'unknown', 60, 'FOOD_TYPE_UNKNOWN'),
  floor('сhicken', 'unknown', 60, 'FOOD_TYPE_UNKNOWN'),
  floor('', 'unknown', 60, 'FOOD_TYPE_UNKNOWN'),
  floor('constructor', 'unknown', 60, 'FOOD_TYPE_UNKNOWN'),
  floor(undefined, 'unknown', 60, 'FOOD_TYPE_REQUIRED'),
];

describe('BathFloorRule', () => {
  it.each(FLOORS)(
    'takes $food at $floor °C and refuses it 0.1 °C below',
    ({ food, foodClass, floor, code }) => {
      expect(codes(food, floor)).toEqual([]);
      expect(codes(food, floor + 0.1)).toEqual([]);
      const received = floor - 0.1;
      expect(review(food, received)).toMatchObject([
        {
          rule: 'bath-floor',
          code,
          details: { field: 'temperature_celsius', received, minimum: floor, food_class: foodClass },
        },
      ]);
    },
  );

  it.each(FLOORS)('refuses $food at what is no temperature', ({ food, code }) => {
    expect(codes(food, NaN)[0]).toBe(code);
    expect(codes(food, -Infinity)[0]).toBe(code);
  });

  it.each([
    ['yoghurt', 46],
    ['chocolate', 50],
  ])('takes %s at %d °C and refuses it 0.1 °C above', (food, ceiling) => {
    expect(codes(food, ceiling)).toEqual([]);
    expect(review(food, ceiling + 0.1)).toMatchObject([
      { code: 'TEMPERATURE_TOO_HIGH', details: { received: ceiling + 0.1, maximum: ceiling } },
    ]);
    expect(codes(food, Infinity)).toEqual(['TEMPERATURE_TOO_HIGH']);
  });

  it('leaves eggs in the shell to the absolute limits', () => {
    expect(codes('egg', 40)).toEqual([]);
  });

  it('refuses by the floor of everything in the name', () => {
    expect(codes('beef (actually chicken)', 51.9)).toEqual(['POULTRY_TEMP_UNSAFE', 'BEEF_TEMP_UNSAFE']);
    expect(codes('beef (actually chicken)', 56.9)).toEqual(['POULTRY_TEMP_UNSAFE']);
    expect(codes('beef (actually chicken)', 57)).toEqual([]);
    expect(codes('steak with oysters', 89.9)).toEqual(['SHELLFISH_VIRUS_RISK']);
    expect(codes('salmon and meat', 59.9)).toEqual(['FOOD_TYPE_UNKNOWN']);
    expect(codes('not vegan burger', 59.9)).toEqual(['GROUND_MEAT_TEMP_UNSAFE']);
  });

  it('never admits an unnamed food where poultry or ground meat would be refused', () => {
    for (let tenths = 400; tenths <= 1000; tenths++) {
      const target = tenths / 10;
      const strictest = codes('chicken', target).length > 0 || codes('ground beef', target).length > 0;
      expect(codes(undefined, target).length > 0).toBe(strictest);
      expect(codes('zorblax', target).length > 0).toBe(strictest);
    }
  });

  it('says what is refused, by how much, and why', () => {
    expect(review('chicken breast', 50)[0]?.message).toMatch(
      /^Chicken breast at 50 °C is refused: poultry needs at least 57 °C\. Salmonella and Campylobacter/,
    );
    expect(review('yoghurt', 60)[0]?.message).toMatch(
      /^Yoghurt at 60 °C is too hot: yoghurt takes at most 46 °C\. \S/,
    );
  });

  it('asks for the name of a food, or for a plainer one', () => {
    expect(review(undefined, 50)[0]?.message).toMatch(/^An unnamed food at 50 °C .* Say what the food is/);
    expect(review('zorblax', 50)[0]?.message).toMatch(
      /^Zorblax at 50 °C .* Not all of that name was understood/,
    );
  });

  it('never refuses a hotter bath for its floor when it takes a cooler one', () => {
    const names = foods.classes.flatMap(({ foodClass }) => foods.namesOf(foodClass));
    const food = fc.oneof(fc.constant(undefined), fc.constantFrom(...names), fc.string());
    const target = fc.double({ min: 0, max: 110, noNaN: true });
    const tooCool = (name: string | undefined, bath: number) =>
      review(name, bath).filter(({ details }) => details?.['minimum'] !== undefined).length;
    fc.assert(
      fc.property(food, target, target, (name, one, other) => {
        const [cooler, hotter] = one < other ? [one, other] : [other, one];
        expect(tooCool(name, hotter)).toBeLessThanOrEqual(tooCool(name, cooler));
      }),
      trials(200, 1000),
    );
  });
});
