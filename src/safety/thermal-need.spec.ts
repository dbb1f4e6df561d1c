import { makeSafety } from '../../test/harness/safety.js';
import { celsius, millimetres } from '../shared/units.js';
import {
  EGG_ORGANISMS,
  FATTY_FISH_ORGANISMS,
  LEAN_FISH_ORGANISMS,
  MEAT_ORGANISMS,
  MOLLUSC_VIRUSES,
  POULTRY_ORGANISMS,
} from './physics/lethality.js';
import { thermalNeedOf } from './thermal-need.js';

const { foods } = makeSafety();
const needOf = (food: string | undefined) => thermalNeedOf(foods.understand(food), foods.fsis);
const exponentsOf = (food: string | undefined) => {
  const { usualExponent } = needOf(food);
  return [20, 30, 40].map((thickness) => usualExponent(millimetres(thickness)));
};

const [POULTRY, MEAT, FISH] = [1.08e-7, 1.11e-7, 0.99e-7];
const portion = [0.28, 0.28, 0.28];
const flatWhenThin = [0, 0.14, 0.28];
const anyMeat = [...POULTRY_ORGANISMS, ...MEAT_ORGANISMS];

describe('What heat must do in a food', () => {
  it.each([
    ['chicken', POULTRY, portion, POULTRY_ORGANISMS],
    ['duck breast', POULTRY, portion, POULTRY_ORGANISMS],
    ['beef steak', MEAT, flatWhenThin, MEAT_ORGANISMS],
    ['lamb', MEAT, flatWhenThin, MEAT_ORGANISMS],
    ['pork chop', MEAT, flatWhenThin, MEAT_ORGANISMS],
    ['venison', POULTRY, flatWhenThin, POULTRY_ORGANISMS],
    ['chicken liver', POULTRY, flatWhenThin, POULTRY_ORGANISMS],
    ['cod', FISH, portion, LEAN_FISH_ORGANISMS],
    ['salmon', FISH, portion, FATTY_FISH_ORGANISMS],
    ['fish', FISH, portion, FATTY_FISH_ORGANISMS],
    ['shrimp', FISH, portion, FATTY_FISH_ORGANISMS],
    ['oysters', FISH, portion, MOLLUSC_VIRUSES],
    ['egg', MEAT, portion, EGG_ORGANISMS],
    ['custard', MEAT, portion, EGG_ORGANISMS],
    ['carrots', FISH, portion, []],
    ['yoghurt', FISH, portion, []],
    ['kidney beans', FISH, portion, []],
  ])('is known for %s', (food, diffusivity, exponents, pathogens) => {
    const need = needOf(food);
    expect(need.diffusivity).toBe(diffusivity);
    expect(need.pathogens).toEqual(pathogens);
    exponentsOf(food).forEach((exponent, at) => expect(exponent).toBeCloseTo(exponents[at]!, 12));
  });

  it.each([
    ['ground beef', MEAT, MEAT_ORGANISMS],
    ['bladed steak', MEAT, MEAT_ORGANISMS],
    ['injected pork', MEAT, MEAT_ORGANISMS],
    ['chicken burger', POULTRY, POULTRY_ORGANISMS],
    ['venison burger', POULTRY, POULTRY_ORGANISMS],
    ['salmon tartare', FISH, FATTY_FISH_ORGANISMS],
    ['meatballs', POULTRY, anyMeat],
    ['bladed meat', POULTRY, anyMeat],
    ['zorblax', FISH, anyMeat],
    [undefined, FISH, anyMeat],
  ])(
    'is that of the animal for %p, and of poultry and meat where none is named',
    (food, diffusivity, pathogens) => {
      const need = needOf(food);
      expect(need.diffusivity).toBe(diffusivity);
      expect(new Set(need.pathogens)).toEqual(new Set(pathogens));
      expect(need.pathogens).toHaveLength(pathogens.length);
    },
  );

  it('is the slowest and the most of several foods in one name', () => {
    const need = needOf('chicken with beef and salmon');
    expect(need.diffusivity).toBe(FISH);
    expect(new Set(need.pathogens)).toEqual(new Set([...anyMeat, ...FATTY_FISH_ORGANISMS]));
    expect(exponentsOf('chicken with beef')).toEqual(exponentsOf('beef'));
  });

  it('counts each pathogen once', () => {
    expect(needOf('beef with lamb and pork').pathogens).toEqual(MEAT_ORGANISMS);
  });

  const at60 = celsius(60);

  it.each([
    ['chicken', 'chicken'],
    ['turkey breast', 'turkey'],
    ['chicken burger', 'chicken'],
    ['duck breast', undefined],
    ['chicken and turkey', undefined],
    ['venison', undefined],
    ['beef liver', undefined],
    ['meatballs', undefined],
    ['zorblax', undefined],
  ] as const)('has the published times of poultry for %s: those of %p', (food, bird) => {
    const { published } = needOf(food);
    expect(published?.rate(at60)).toBe(foods.fsis.destruction(bird).rate(at60));
    expect(published).toMatchObject({ name: 'Salmonella', target: 7 });
  });

  it('has the published times of poultry wherever a bird is among several foods', () => {
    expect(needOf('beef with chicken').published?.target).toBe(7);
  });

  it.each([
    'beef',
    'pork',
    'lamb',
    'ground beef',
    'salmon',
    'shrimp',
    'oysters',
    'egg',
    'custard',
    'carrots',
  ])('has no published times for %s', (food) => {
    expect(needOf(food).published).toBeUndefined();
  });
});
