import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { makePlan } from '../../../test/harness/plans.js';
import { makeSafety } from '../../../test/harness/safety.js';
import type { CookPlan } from '../../safety/cook-plan.js';
import { celsius, millimetres } from '../../shared/units.js';
import { StatedFacts, type StatedFields } from './stated-facts.js';

const SILENT: StatedFields = { startState: undefined, vulnerable: undefined };
const NOTHING = { remembered: [], remedies: [] };
const MINUTE = 60_000;

describe('Facts that were stated about a food', () => {
  let clock: DrivenClock;
  let facts: StatedFacts;
  beforeEach(() => {
    clock = new DrivenClock();
    facts = new StatedFacts(makeSafety(), clock);
  });

  const complete = (plan: Partial<CookPlan> = {}, stated: Partial<StatedFields> = {}, id = 'phone') =>
    facts.complete({ principal: { id }, plan: makePlan(plan), stated: { ...SILENT, ...stated } });
  const codes = (plan: CookPlan) =>
    makeSafety()
      .review(plan)
      .violations.map(({ code }) => code);
  const thickness = (mm: number) => ({ thickness: millimetres(mm) });
  const vulnerable = { vulnerableConsumers: true };
  const frozen = { startState: 'frozen' } as const;

  it('are none while a form is being filled, which those of before apply to', () => {
    const form = (plan: Partial<CookPlan>) => ({
      principal: { id: 'phone' },
      plan: makePlan(plan),
      stated: SILENT,
    });
    facts.completeForm(form({ food: 'turkey' }));
    facts.completeForm(form({ food: 'frozen turkey breast for a toddler', ...thickness(80) }));
    expect(complete({ food: 'turkey breast' })).toEqual({
      plan: makePlan({ food: 'turkey breast' }),
      ...NOTHING,
    });
    complete({ food: 'something', ...thickness(90) });
    expect(facts.completeForm(form({ food: 'turkey breast' })).plan.thickness).toBe(90);
    expect(facts.completeForm(form({ food: 'turkey breast', ...thickness(20) })).plan.thickness).toBe(20);
  });

  it('are not mentioned when the request states them itself', () => {
    const plan = makePlan({ ...thickness(80), ...vulnerable });
    expect(complete({ ...thickness(80), ...vulnerable }, { vulnerable: true })).toEqual({ plan, ...NOTHING });
  });

  it.each([['rib eye'], ['ribeye steak'], ['beef ribeye']])(
    'include who eats it, for every name of that food: %s',
    (again) => {
      complete({ food: 'ribeye for a toddler' });
      expect(complete({ food: again }).plan.vulnerableConsumers).toBe(true);
    },
  );

  it.each([
    ['pork loin, 2.5 kg', 'pork loin'],
    ['pork loin, 2.5 kg', 'Schweinelende'],
    ['whole chicken', 'poulet'],
    ['12 inch steak', 'steak'],
  ])('require the thickness that a name left open: %s, then %s', (first, again) => {
    complete({ food: first });
    const { plan, remembered } = complete({ food: again });
    expect(plan).toMatchObject({ food: again, thicknessRequired: true });
    expect(remembered).toEqual([`The piece may be “${first}”, as you said less than a minute ago.`]);
    expect(codes(plan)).toContain('THICKNESS_REQUIRED');
    expect(complete({ food: again, ...thickness(60) }).plan).toEqual(
      makePlan({ food: again, ...thickness(60) }),
    );
    expect(complete({ food: again }).plan.thicknessRequired).toBeUndefined();
  });

  it.each([
    ['stacked chicken drumsticks', 'chicken drumsticks'],
    ['stacked chicken drumsticks', 'Hähnchenschenkel'],
    ['pork shoulder', 'pork'],
  ])('include the size that a name implied: %s, then %s', (first, again) => {
    complete({ food: first });
    const { plan, remembered } = complete({ food: again });
    expect(plan).toMatchObject({ food: again, thickness: 70 });
    expect(remembered).toEqual([
      `The piece is “${first}”, which counts as 70 mm, as you said less than a minute ago.`,
    ]);
  });

  it('leave a piece that is large by its name alone to the rule for mild baths', () => {
    complete({ food: 'stacked chicken drumsticks' });
    const { plan } = complete({ food: 'chicken drumsticks', target: celsius(58) });
    expect(plan).toMatchObject({ thicknessRequired: true });
    expect(plan.thickness).toBeUndefined();
  });

  it('do not apply an assumed thickness to another cut', () => {
    complete({ food: 'pork shoulder' });
    expect(complete({ food: 'pork chop' })).toEqual({ plan: makePlan({ food: 'pork chop' }), ...NOTHING });
  });

  it('combine the words of the present name with the size of the earlier one', () => {
    complete({ food: 'stacked chicken drumsticks' });
    const { plan } = complete({ food: 'frozen chicken drumsticks for a toddler' });
    expect(plan.food).toBe('frozen chicken drumsticks for a toddler');
  });

  it.each([2, 400, 160])('require a thickness when the stated one cannot be used: %s mm', (slip) => {
    complete({ food: 'duck breast', ...thickness(slip) });
    const { plan, remembered, remedies } = complete({ food: 'magret de canard' });
    expect(plan).toMatchObject({ thicknessRequired: true });
    expect(plan.thickness).toBeUndefined();
    expect(remembered).toEqual([`The thickest point may be ${slip} mm, as you said less than a minute ago.`]);
    expect(remedies.join(' ')).toContain('thickness_mm');
    expect(codes(plan)).toContain('THICKNESS_REQUIRED');
  });

  it.each([0, -3, NaN])('include no thickness of %s mm', (none) => {
    complete({ ...thickness(none) });
    expect(complete()).toEqual({ plan: makePlan(), ...NOTHING });
  });

  it.each([
    'Hähnchenbrust',
    'poulet',
    'chicken',
    'chicken breast fillet',
    'pechuga de pollo',
    'petto di pollo',
    'chicken thighs',
  ])('count for every name of the class: %s', (again) => {
    complete({ food: 'frozen chicken breast', ...thickness(60) });
    expect(complete({ food: again }).plan).toMatchObject({ thickness: 60, startState: 'frozen' });
  });

  it('count for food of several classes', () => {
    complete({ food: 'frozen ground beef', ...thickness(60) });
    expect(complete({ food: 'beef' }).plan).toMatchObject({ thickness: 60, startState: 'frozen' });
  });

  it.each([undefined, 'steek', 'the usual'])('pass from %s to the next food that is named', (unknown) => {
    complete({ food: unknown, ...thickness(45), ...vulnerable }, { startState: 'frozen', vulnerable: true });
    const judged = { thickness: 45, startState: 'frozen', vulnerableConsumers: true };
    expect(complete({ food: 'steak' }).plan).toMatchObject(judged);
    expect(complete({ food: 'bistecca' }).plan).toMatchObject(judged);
    expect(complete({ food: 'pork chop' }).plan).toEqual(makePlan({ food: 'pork chop' }));
  });

  it('do not pass to food of a harmless class', () => {
    complete({ food: 'steek for my pregnant wife' });
    complete({ food: 'carrots' });
    expect(complete({ food: 'steak' }).plan.vulnerableConsumers).toBe(true);
  });

  it.each([undefined, 'steek'])('count when the food is not named or not understood: %s', (unknown) => {
    complete({ food: 'frozen steak for a toddler', ...thickness(60) });
    expect(complete({ food: unknown }).plan).toMatchObject({
      thickness: 60,
      startState: 'frozen',
      vulnerableConsumers: true,
    });
  });

  it('include who eats it in words, which the field does not revoke', () => {
    complete({ food: 'steak for a toddler' });
    const { plan, remembered } = complete({ food: 'steak' }, { vulnerable: false });
    expect(plan.vulnerableConsumers).toBe(true);
    expect(remembered).toEqual([
      'Someone who falls ill easily will eat it, as you said less than a minute ago.',
    ]);
    expect(complete({ food: 'steak' }).plan.vulnerableConsumers).toBe(true);
    clock.advance(31 * MINUTE);
    expect(complete({ food: 'steak' }).plan.vulnerableConsumers).toBe(false);
  });

  it('keep a smaller piece for longer than an earlier larger one', () => {
    complete({ food: 'chicken breast 8 cm thick' });
    clock.advance(20 * MINUTE);
    complete({ food: 'chicken breast 6 cm thick' });
    expect(complete().plan.thickness).toBe(80);
    clock.advance(15 * MINUTE);
    expect(complete().plan.thickness).toBe(60);
  });

  it('count for another cut, and require its thickness when no such piece can be that thick', () => {
    complete({ food: 'pork shoulder', ...thickness(100) });
    expect(complete({ food: 'pork chop' }).plan.thickness).toBe(100);
    complete({ food: 'pork shoulder', ...thickness(140) });
    const { plan, remembered, remedies } = complete({ food: 'pork chop' });
    expect(plan).toMatchObject({ thicknessRequired: true });
    expect(plan.thickness).toBeUndefined();
    expect(remembered).toEqual(['The thickest point is 140 mm, as you said less than a minute ago.']);
    expect(remedies).toEqual(['If this piece is another one, send its thickest point as thickness_mm.']);
    expect(complete({ food: 'pork chop', ...thickness(30) }).plan).toMatchObject({ thickness: 30 });
  });

  it('add nothing when the own name of a piece requires its thickness', () => {
    complete({ food: 'whole duck' });
    expect(complete({ food: 'whole duck' })).toEqual({ plan: makePlan({ food: 'whole duck' }), ...NOTHING });
  });

  it('do not give the thickness of another large piece', () => {
    complete({ food: 'chicken breast', ...thickness(80) });
    expect(codes(complete({ food: 'whole duck' }).plan)).toContain('THICKNESS_REQUIRED');
    complete({ food: 'whole duck', ...thickness(90) });
    expect(complete({ food: 'Whole duck' }).plan.thickness).toBe(90);
  });

  it('hold a limited number of pieces and merge further ones into the thicker', () => {
    for (let mm = 80; mm > 60; mm--) {
      complete({ food: `chicken breast ${mm} mm thick` });
      clock.advance(MINUTE);
    }
    clock.advance(25 * MINUTE);
    expect(complete().plan.thickness).toBeGreaterThanOrEqual(61);
  });

  it('still count when a request leaves them out, and the response names them', () => {
    complete({ ...thickness(80), ...vulnerable, ...frozen }, { startState: 'frozen', vulnerable: true });
    clock.advance(12 * MINUTE);
    const { plan, remembered } = complete();
    expect(plan).toMatchObject({ thickness: 80, startState: 'frozen', vulnerableConsumers: true });
    expect(remembered).toEqual([
      'The thickest point is 80 mm, as you said 12 minutes ago.',
      'The food is frozen, as you said 12 minutes ago.',
      'Someone who falls ill easily will eat it, as you said 12 minutes ago.',
    ]);
  });

  it('are forgotten after 30 minutes, which further requests without them do not extend', () => {
    complete(thickness(80));
    clock.advance(29 * MINUTE);
    expect(complete().plan).toMatchObject({ thickness: 80 });
    clock.advance(2 * MINUTE);
    expect(complete()).toEqual({ plan: makePlan(), ...NOTHING });
  });

  it('are replaced by another value of the same field', () => {
    complete({ ...thickness(80), ...vulnerable, ...frozen }, { startState: 'frozen', vulnerable: true });
    const other = complete(thickness(30), { startState: 'refrigerated', vulnerable: false });
    expect(other).toEqual({ plan: makePlan(thickness(30)), ...NOTHING });
    expect(complete()).toEqual({ plan: makePlan(), ...NOTHING });
  });

  it('count for the same food in other words, and for no other food', () => {
    complete({ ...thickness(80), food: 'Chicken Breast' });
    expect(complete({ food: 'the chicken breast' }).plan).toMatchObject({ thickness: 80 });
    expect(complete({ food: 'pork chop' }).plan.thickness).toBeUndefined();
  });

  it('make no piece thinner than assumed', () => {
    complete({ ...thickness(20), food: 'chicken breast' });
    expect(complete({ food: 'chicken breast' }).plan.thickness).toBeUndefined();
  });

  it('count only for the principal who stated them', () => {
    complete(thickness(80));
    expect(complete({}, {}, 'another').plan.thickness).toBeUndefined();
  });

  it('are remembered when the name states them', () => {
    complete({ food: 'frozen chicken' });
    expect(complete().plan).toMatchObject({ startState: 'frozen' });
    expect(complete({}, { startState: 'refrigerated' }).plan).toMatchObject({ startState: 'refrigerated' });
  });

  it('are kept for a limited number of foods', () => {
    complete(thickness(80));
    for (let other = 0; other < 500; other++) complete(thickness(40), {}, `key ${other}`);
    expect(complete().plan.thickness).toBeUndefined();
    expect(complete({}, {}, 'key 499').plan.thickness).toBe(40);
  });

  it('are empty for a malformed plan', () => {
    const plan = { ...makePlan(), food: 7 } as unknown as CookPlan;
    expect(facts.complete({ principal: { id: 'phone' }, plan })).toEqual({ plan, ...NOTHING });
  });
});
