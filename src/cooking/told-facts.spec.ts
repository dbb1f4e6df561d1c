import { DrivenClock } from '../../test/support/driven-clock.js';
import { makePlan } from '../../test/support/plans.js';
import { makeSafety } from '../../test/support/safety.js';
import type { CookPlan } from '../safety/cook-plan.js';
import { millimetres } from '../shared/units.js';
import { ToldFacts, type ToldFields } from './told-facts.js';

const SILENT: ToldFields = { startState: undefined, vulnerable: undefined };
const MINUTE = 60_000;

describe('What was told of a food', () => {
  let clock: DrivenClock;
  let facts: ToldFacts;
  beforeEach(() => {
    clock = new DrivenClock();
    facts = new ToldFacts(makeSafety(), clock);
  });

  const tell = (plan: Partial<CookPlan> = {}, told: Partial<ToldFields> = {}, key = 'phone') =>
    facts.complete({ key, plan: makePlan(plan), told: { ...SILENT, ...told } });
  const thickness = (mm: number) => ({ thickness: millimetres(mm) });
  const vulnerable = { vulnerableConsumers: true };
  const frozen = { startState: 'frozen' } as const;

  it('is used as it is told, and nothing is said of it', () => {
    const plan = makePlan({ ...thickness(80), ...vulnerable });
    expect(tell({ ...thickness(80), ...vulnerable }, { vulnerable: true })).toEqual({ plan, remembered: [] });
  });

  it.each([['rib eye'], ['ribeye steak'], ['beef ribeye']])(
    'says for every name of the kind who eats it: %s',
    (again) => {
      tell({ food: 'ribeye for a toddler' });
      expect(tell({ food: again }).plan.vulnerableConsumers).toBe(true);
    },
  );

  it.each([
    ['pork loin, 2.5 kg', 'pork loin'],
    ['stacked chicken drumsticks', 'chicken drumsticks'],
  ])('keeps what a name said of the size: %s', (first, again) => {
    tell({ food: first });
    const { plan, remembered } = tell({ food: again });
    expect(plan.food).toBe(first);
    expect(remembered).toEqual([`The food is “${first}”, as told less than a minute ago.`]);
    expect(tell({ food: again, ...thickness(60) }).plan).toMatchObject({ food: again, thickness: 60 });
  });

  it.each([2, 400])('keeps no thickness that no such piece has: %s mm', (slip) => {
    tell({ food: 'duck breast', ...thickness(slip) });
    const { plan, remembered } = tell({ food: 'duck breast' });
    expect([plan.thickness, remembered]).toEqual([undefined, []]);
  });

  it('is not dropped by a request that is silent about it, and the answer says so', () => {
    tell({ ...thickness(80), ...vulnerable, ...frozen }, { startState: 'frozen', vulnerable: true });
    clock.advance(12 * MINUTE);
    const { plan, remembered } = tell();
    expect(plan).toMatchObject({ thickness: 80, startState: 'frozen', vulnerableConsumers: true });
    expect(remembered).toEqual([
      'The thickest point is 80 mm, as told 12 minutes ago.',
      'The food is frozen, as told 12 minutes ago.',
      'Someone who falls ill easily will eat it, as told 12 minutes ago.',
    ]);
  });

  it('is forgotten after 30 minutes, which silence does not prolong', () => {
    tell(thickness(80));
    clock.advance(29 * MINUTE);
    expect(tell().plan).toMatchObject({ thickness: 80 });
    clock.advance(2 * MINUTE);
    expect(tell()).toEqual({ plan: makePlan(), remembered: [] });
  });

  it('is replaced by another value of the same field', () => {
    tell({ ...thickness(80), ...vulnerable, ...frozen }, { startState: 'frozen', vulnerable: true });
    const other = tell(thickness(30), { startState: 'refrigerated', vulnerable: false });
    expect(other).toEqual({ plan: makePlan(thickness(30)), remembered: [] });
    expect(tell().plan).toMatchObject({
      thickness: 30,
      startState: 'refrigerated',
      vulnerableConsumers: false,
    });
  });

  it('counts for the food in other words, and for no other food', () => {
    tell({ ...thickness(80), food: 'Chicken Breast' });
    expect(tell({ food: 'the chicken breast' }).plan).toMatchObject({ thickness: 80 });
    expect(tell({ food: 'pork chop' }).plan.thickness).toBeUndefined();
  });

  it('makes a piece thinner than assumed only under the very same name', () => {
    tell({ ...thickness(20), food: 'chicken breast' });
    expect(tell({ food: 'Chicken breast ' }).plan.thickness).toBe(20);
    expect(tell({ food: 'big chicken breast' }).plan.thickness).toBeUndefined();
  });

  it('counts for the principal who told it', () => {
    tell(thickness(80));
    expect(tell({}, {}, 'another').plan.thickness).toBeUndefined();
  });

  it('is remembered where the name says it', () => {
    tell({ food: 'frozen chicken' });
    expect(tell().plan).toMatchObject({ startState: 'frozen' });
    expect(tell({}, { startState: 'refrigerated' }).plan).toMatchObject({ startState: 'refrigerated' });
  });

  it('is kept for a bounded number of foods', () => {
    tell(thickness(80));
    for (let other = 0; other < 500; other++) tell(thickness(40), {}, `key ${other}`);
    expect(tell().plan.thickness).toBeUndefined();
    expect(tell({}, {}, 'key 499').plan.thickness).toBe(40);
  });

  it('is nothing where the plan is none', () => {
    const plan = { ...makePlan(), food: 7 } as unknown as CookPlan;
    expect(facts.complete({ key: 'phone', plan })).toEqual({ plan, remembered: [] });
  });
});
