import { makePlan } from '../../test/harness/plans.js';
import { makeSafety } from '../../test/harness/safety.js';
import { millimetres } from '../shared/units.js';
import type { CookPlan } from './cook-plan.js';
import { NO_FACTS, type NameFacts, type UnderstoodFood } from './foods/food.js';
import { asNamed, sentThickness, vulnerableWords } from './named-plan.js';

const chicken = makeSafety().foods.understand('chicken');
const foodWith = (facts: Partial<NameFacts>, known: Partial<UnderstoodFood> = {}): UnderstoodFood => ({
  ...chicken,
  ...known,
  facts: { ...NO_FACTS, ...facts },
});
const inWords = (thickness: number) =>
  foodWith({ statedThickness: { thickness: millimetres(thickness), words: `${thickness} mm thick` } });
const mm = (thickness: number | undefined): Partial<CookPlan> =>
  thickness === undefined ? {} : { thickness: millimetres(thickness) };

describe('A plan with the words of its name', () => {
  it('is the plan as it was sent where they say nothing', () => {
    const sent = makePlan();
    const plan = asNamed(sent, chicken);
    expect(plan).toEqual({ ...sent, thickness: undefined, sent });
    expect(plan.sent).toBe(sent);
  });

  it.each([
    [undefined, 50, 50],
    [undefined, 35.1, 35.1],
    [undefined, 35, 35],
    [undefined, 34.9, undefined],
    [undefined, 20, undefined],
    [35, 50, 50],
    [20, 30, 30],
    [60, 50, 60],
    [8, 5, 8],
  ])('is as thick as the thicker of %p mm sent and %p mm in words: %p', (sent, words, judged) => {
    const plan = asNamed(makePlan(mm(sent)), inWords(words));
    expect(plan.thickness).toBe(judged);
    expect(sentThickness(plan)).toBe(sent);
  });

  it('keeps a thickness that is none, so that it is refused', () => {
    expect(asNamed(makePlan(mm(NaN)), inWords(50)).thickness).toBeNaN();
    expect(sentThickness(makePlan(mm(40)))).toBe(40);
  });

  it('is frozen where either says so', () => {
    const frozen = foodWith({}, { frozen: true });
    expect(asNamed(makePlan({ startState: 'room' }), frozen).startState).toBe('frozen');
    expect(asNamed(makePlan({ startState: 'frozen' }), chicken).startState).toBe('frozen');
    expect(asNamed(makePlan({ startState: 'room' }), chicken).startState).toBe('room');
  });

  it('is for those who fall ill easily where either says so', () => {
    const toddler = foodWith({ vulnerable: 'toddler' });
    expect(asNamed(makePlan({ vulnerableConsumers: false }), toddler).vulnerableConsumers).toBe(true);
    expect(asNamed(makePlan({ vulnerableConsumers: true }), chicken).vulnerableConsumers).toBe(true);
    expect(asNamed(makePlan(), chicken).vulnerableConsumers).toBe(false);
  });

  it('is for a baby where it is breast milk', () => {
    expect(vulnerableWords(foodWith({ dairy: 'breast_milk' }))).toBe('breast milk');
    expect(vulnerableWords(foodWith({ dairy: 'breast_milk', vulnerable: 'baby' }))).toBe('baby');
    expect(vulnerableWords(foodWith({ dairy: 'milk' }))).toBeUndefined();
  });

  it('is heated for as long as a frozen food where its name says that it is frozen', () => {
    const minimum = (known: Partial<CookPlan>) => makeSafety().review(makePlan(known)).core?.minimum;
    expect(minimum({ food: 'frozen chicken' })).toBe(minimum({ food: 'chicken', startState: 'frozen' }));
    expect(minimum({ food: 'frozen chicken' })).toBeGreaterThan(minimum({ food: 'chicken' })!);
  });
});
