import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { makePlan } from '../../../test/harness/plans.js';
import { makeSafety } from '../../../test/harness/safety.js';
import type { CookPlan } from '../../safety/cook-plan.js';
import { celsius, millimetres } from '../../shared/units.js';
import { StatedFacts, type StatedFields } from './stated-facts.js';

const SILENT: StatedFields = { startState: undefined, vulnerable: undefined };
const NOTHING = { remembered: [], remedies: [] };
const MINUTE = 60_000;

describe('What was told of a food', () => {
  let clock: DrivenClock;
  let facts: StatedFacts;
  beforeEach(() => {
    clock = new DrivenClock();
    facts = new StatedFacts(makeSafety(), clock);
  });

  const tell = (plan: Partial<CookPlan> = {}, stated: Partial<StatedFields> = {}, key = 'phone') =>
    facts.complete({ key, plan: makePlan(plan), stated: { ...SILENT, ...stated } });
  const codes = (plan: CookPlan) =>
    makeSafety()
      .review(plan)
      .violations.map(({ code }) => code);
  const thickness = (mm: number) => ({ thickness: millimetres(mm) });
  const vulnerable = { vulnerableConsumers: true };
  const frozen = { startState: 'frozen' } as const;

  it('is used as it is told, and nothing is said of it', () => {
    const plan = makePlan({ ...thickness(80), ...vulnerable });
    expect(tell({ ...thickness(80), ...vulnerable }, { vulnerable: true })).toEqual({ plan, ...NOTHING });
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
    ['pork loin, 2.5 kg', 'Schweinelende'],
    ['whole chicken', 'poulet'],
    ['12 inch steak', 'steak'],
  ])('asks for the thickness that a name left open: %s, then %s', (first, again) => {
    tell({ food: first });
    const { plan, remembered } = tell({ food: again });
    expect(plan).toMatchObject({ food: again, thicknessRequired: true });
    expect(remembered).toEqual([`The piece may be “${first}”, as told less than a minute ago.`]);
    expect(codes(plan)).toContain('THICKNESS_REQUIRED');
    expect(tell({ food: again, ...thickness(60) }).plan).toEqual(makePlan({ food: again, ...thickness(60) }));
    expect(tell({ food: again }).plan.thicknessRequired).toBeUndefined();
  });

  it.each([
    ['stacked chicken drumsticks', 'chicken drumsticks'],
    ['stacked chicken drumsticks', 'Hähnchenschenkel'],
    ['pork shoulder', 'pork'],
  ])('counts as large as its name said: %s, then %s', (first, again) => {
    tell({ food: first });
    const { plan, remembered } = tell({ food: again });
    expect(plan).toMatchObject({ food: again, thickness: 70 });
    expect(remembered).toEqual([
      `The piece is “${first}”, which counts as 70 mm, as told less than a minute ago.`,
    ]);
  });

  it('leaves a large piece that counts by its name alone to the rule for mild baths', () => {
    tell({ food: 'stacked chicken drumsticks' });
    const { plan } = tell({ food: 'chicken drumsticks', target: celsius(58) });
    expect(plan).toMatchObject({ thicknessRequired: true });
    expect(plan.thickness).toBeUndefined();
  });

  it('does not make one cut as thick as another that is only assumed', () => {
    tell({ food: 'pork shoulder' });
    expect(tell({ food: 'pork chop' })).toEqual({ plan: makePlan({ food: 'pork chop' }), ...NOTHING });
  });

  it('keeps the words of the present name beside the size of the one before', () => {
    tell({ food: 'stacked chicken drumsticks' });
    const { plan } = tell({ food: 'frozen chicken drumsticks for a toddler' });
    expect(plan.food).toBe('frozen chicken drumsticks for a toddler');
  });

  it.each([2, 400, 160])('asks for a thickness where the one told cannot be used: %s mm', (slip) => {
    tell({ food: 'duck breast', ...thickness(slip) });
    const { plan, remembered, remedies } = tell({ food: 'magret de canard' });
    expect(plan).toMatchObject({ thicknessRequired: true });
    expect(plan.thickness).toBeUndefined();
    expect(remembered).toEqual([`The thickest point may be ${slip} mm, as told less than a minute ago.`]);
    expect(remedies.join(' ')).toContain('thickness_mm');
    expect(codes(plan)).toContain('THICKNESS_REQUIRED');
  });

  it.each([0, -3, NaN])('takes %s mm for no thickness', (none) => {
    tell({ ...thickness(none) });
    expect(tell()).toEqual({ plan: makePlan(), ...NOTHING });
  });

  it.each([
    'Hähnchenbrust',
    'poulet',
    'chicken',
    'chicken breast fillet',
    'pechuga de pollo',
    'petto di pollo',
    'chicken thighs',
  ])('counts for every name of the class: %s', (again) => {
    tell({ food: 'frozen chicken breast', ...thickness(60) });
    expect(tell({ food: again }).plan).toMatchObject({ thickness: 60, startState: 'frozen' });
  });

  it('counts for what belongs to several classes', () => {
    tell({ food: 'frozen ground beef', ...thickness(60) });
    expect(tell({ food: 'beef' }).plan).toMatchObject({ thickness: 60, startState: 'frozen' });
  });

  it.each([undefined, 'steek', 'the usual'])('passes from %s to the next food that is named', (unknown) => {
    tell({ food: unknown, ...thickness(45), ...vulnerable }, { startState: 'frozen', vulnerable: true });
    const judged = { thickness: 45, startState: 'frozen', vulnerableConsumers: true };
    expect(tell({ food: 'steak' }).plan).toMatchObject(judged);
    expect(tell({ food: 'bistecca' }).plan).toMatchObject(judged);
    expect(tell({ food: 'pork chop' }).plan).toEqual(makePlan({ food: 'pork chop' }));
  });

  it('does not pass to food that makes nobody ill', () => {
    tell({ food: 'steek for my pregnant wife' });
    tell({ food: 'carrots' });
    expect(tell({ food: 'steak' }).plan.vulnerableConsumers).toBe(true);
  });

  it.each([undefined, 'steek'])('counts where the food is not told or not understood: %s', (unknown) => {
    tell({ food: 'frozen steak for a toddler', ...thickness(60) });
    expect(tell({ food: unknown }).plan).toMatchObject({
      thickness: 60,
      startState: 'frozen',
      vulnerableConsumers: true,
    });
  });

  it('says in words for whom it is, and the field does not take it back', () => {
    tell({ food: 'steak for a toddler' });
    const { plan, remembered } = tell({ food: 'steak' }, { vulnerable: false });
    expect(plan.vulnerableConsumers).toBe(true);
    expect(remembered).toEqual(['Someone who falls ill easily will eat it, as told less than a minute ago.']);
    expect(tell({ food: 'steak' }).plan.vulnerableConsumers).toBe(true);
    clock.advance(31 * MINUTE);
    expect(tell({ food: 'steak' }).plan.vulnerableConsumers).toBe(false);
  });

  it('keeps a smaller piece for longer than a larger one that was told before', () => {
    tell({ food: 'chicken breast 8 cm thick' });
    clock.advance(20 * MINUTE);
    tell({ food: 'chicken breast 6 cm thick' });
    expect(tell().plan.thickness).toBe(80);
    clock.advance(15 * MINUTE);
    expect(tell().plan.thickness).toBe(60);
  });

  it('counts for another cut, and what no such piece has makes its thickness asked for', () => {
    tell({ food: 'pork shoulder', ...thickness(100) });
    expect(tell({ food: 'pork chop' }).plan.thickness).toBe(100);
    tell({ food: 'pork shoulder', ...thickness(140) });
    const { plan, remembered, remedies } = tell({ food: 'pork chop' });
    expect(plan).toMatchObject({ thicknessRequired: true });
    expect(plan.thickness).toBeUndefined();
    expect(remembered).toEqual(['The thickest point is 140 mm, as told less than a minute ago.']);
    expect(remedies).toEqual(['If this piece is another one, send its thickest point as thickness_mm.']);
    expect(tell({ food: 'pork chop', ...thickness(30) }).plan).toMatchObject({ thickness: 30 });
  });

  it('says nothing more where a piece must be measured for its own name', () => {
    tell({ food: 'whole duck' });
    expect(tell({ food: 'whole duck' })).toEqual({ plan: makePlan({ food: 'whole duck' }), ...NOTHING });
  });

  it('does not answer how thick another large piece is', () => {
    tell({ food: 'chicken breast', ...thickness(80) });
    expect(codes(tell({ food: 'whole duck' }).plan)).toContain('THICKNESS_REQUIRED');
    tell({ food: 'whole duck', ...thickness(90) });
    expect(tell({ food: 'Whole duck' }).plan.thickness).toBe(90);
  });

  it('keeps a bounded number of pieces, and merges more to the thicker side', () => {
    for (let mm = 80; mm > 60; mm--) {
      tell({ food: `chicken breast ${mm} mm thick` });
      clock.advance(MINUTE);
    }
    clock.advance(25 * MINUTE);
    expect(tell().plan.thickness).toBeGreaterThanOrEqual(61);
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
    expect(tell()).toEqual({ plan: makePlan(), ...NOTHING });
  });

  it('is replaced by another value of the same field', () => {
    tell({ ...thickness(80), ...vulnerable, ...frozen }, { startState: 'frozen', vulnerable: true });
    const other = tell(thickness(30), { startState: 'refrigerated', vulnerable: false });
    expect(other).toEqual({ plan: makePlan(thickness(30)), ...NOTHING });
    expect(tell()).toEqual({ plan: makePlan(), ...NOTHING });
  });

  it('counts for the food in other words, and for no other food', () => {
    tell({ ...thickness(80), food: 'Chicken Breast' });
    expect(tell({ food: 'the chicken breast' }).plan).toMatchObject({ thickness: 80 });
    expect(tell({ food: 'pork chop' }).plan.thickness).toBeUndefined();
  });

  it('makes no piece thinner than assumed', () => {
    tell({ ...thickness(20), food: 'chicken breast' });
    expect(tell({ food: 'chicken breast' }).plan.thickness).toBeUndefined();
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
    expect(facts.complete({ key: 'phone', plan })).toEqual({ plan, ...NOTHING });
  });
});
