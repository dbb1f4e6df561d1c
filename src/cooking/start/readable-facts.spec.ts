import { getMetadataStorage } from 'class-validator';
import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { makePlan } from '../../../test/harness/plans.js';
import { makeSafety } from '../../../test/harness/safety.js';
import type { CookPlan } from '../../safety/cook-plan.js';
import { millimetres } from '../../shared/units.js';
import { StartCookDto } from '../dto/start-cook.dto.js';
import { FIELDS } from './readable-facts.js';
import { StatedFacts } from './stated-facts.js';

const SILENT = { startState: undefined, vulnerable: undefined };
const NOTHING = { remembered: [], remedies: [] };

describe('Facts in a request that was refused for its form', () => {
  let facts: StatedFacts;
  beforeEach(() => (facts = new StatedFacts(makeSafety(), new DrivenClock())));

  const complete = (plan: Partial<CookPlan> = {}) =>
    facts.complete({ principal: { id: 'phone' }, plan: makePlan(plan), stated: SILENT });
  const note = (body: unknown) => facts.note('phone', body);

  it('cover every field of a start', () => {
    const rules = getMetadataStorage().getTargetValidationMetadatas(StartCookDto, '', false, false);
    const fields = new Set(rules.map(({ propertyName }) => propertyName));
    expect([...fields].sort()).toEqual([...FIELDS].sort());
  });

  it.each([
    ['a number', { thickness_mm: 60 }],
    ['a text', { thickness_mm: '60' }],
    ['a text with its unit', { thickness_mm: '6 cm' }],
    ['a misspelt field', { thicknes_mm: 60 }],
    ['another name', { thickness: '60mm' }],
    ['another unit', { thickness_cm: 6 }],
    ['the name', { food_type: 'chicken breast, 6 cm thick' }],
  ])('include a thickness that is %s', (_what, body) => {
    note({ food_type: 'chicken breast', ...body });
    expect(complete({ food: 'poulet' }).plan.thickness).toBe(60);
  });

  it.each([{ thickness_mm: 'thick' }, { thickness_mm: '160' }, { thickness_mm: [60] }])(
    'require a thickness when the one sent cannot be used: %j',
    (body) => {
      note({ food_type: 'chicken breast', ...body });
      expect(complete().plan.thicknessRequired).toBe(true);
    },
  );

  it.each([
    { vulnerable_consumers: true },
    { vulnerable_consumers: 'true' },
    { vulnerable_consumers: 'pregnant' },
    { vulnerable_consumer: true },
    { vulnerable: 1 },
    { food_type: `steak for my pregnant wife ${'with a very long wish '.repeat(4)}` },
  ])('include who will eat the food: %j', (body) => {
    note({ food_type: 'steak', ...body });
    expect(complete({ food: 'Steak' }).plan.vulnerableConsumers).toBe(true);
  });

  it.each([
    { start_state: 'frozen' },
    { start_state: 'Frozen' },
    { start_state: 'from the freezer' },
    { start_stat: 'tiefgekühlt' },
    { frozen: true },
    { is_frozen: 'yes' },
  ])('include that the food is frozen: %j', (body) => {
    note({ food_type: 'chicken', ...body });
    expect(complete().plan.startState).toBe('frozen');
  });

  it.each([
    { thickness_mm: 0 },
    { thickness_mm: null },
    { vulnerable_consumers: 'false' },
    { vulnerable_consumers: 0 },
    { start_state: 'cold' },
    { frozen: false },
    7,
    null,
  ])('are empty for %j', (body) => {
    note(typeof body === 'object' && body !== null ? { food_type: 'chicken', ...body } : body);
    expect(complete()).toEqual({ plan: makePlan(), ...NOTHING });
  });

  it('replace no earlier fact', () => {
    const plan = makePlan({ thickness: millimetres(80), startState: 'frozen', vulnerableConsumers: true });
    facts.complete({ principal: { id: 'phone' }, plan });
    note({
      food_type: 'chicken',
      thickness_mm: 30,
      start_state: 'refrigerated',
      vulnerable_consumers: false,
      time_minutes: '90',
    });
    expect(complete().plan).toMatchObject({ thickness: 80, startState: 'frozen', vulnerableConsumers: true });
  });

  it('count for the next request when no food was named', () => {
    note({ thickness_mm: 60, temperature: 65 });
    expect(complete({ food: 'steak' }).plan.thickness).toBe(60);
  });

  it('are found among many other fields and in a text of any length', () => {
    const others = Object.fromEntries(Array.from({ length: 900 }, (_one, at) => [`field${at}`, 1]));
    note({
      ...others,
      food_type: `chicken ${'x'.repeat(9_000)}`,
      thickness_mm: '60',
      vulnerable_consumers: 'true',
    });
    expect(complete().plan).toMatchObject({ thickness: 60, vulnerableConsumers: true });
  });

  it('mention a thickness that cannot be read', () => {
    note({ food_type: 'chicken', thickness_mm: 'thick' });
    expect(complete().remembered).toEqual([
      'A thickness that cannot be read was given less than a minute ago.',
    ]);
  });
});
