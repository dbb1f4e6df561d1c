import { IsNumber, useContainer, validateSync } from 'class-validator';
import { makePlan } from '../../../test/harness/plans.js';
import { makeSafety } from '../../../test/harness/safety.js';
import { celsius, millimetres, minutes } from '../../shared/units.js';
import type { CookPlan } from '../cook-plan.js';
import { IsSafe, SafeConstraint, unsafeCookIn, type HoldsPlan } from './is-safe.validator.js';

const safety = makeSafety();
const constraint = new SafeConstraint(safety);

class Body implements HoldsPlan {
  @IsSafe()
  @IsNumber()
  temperature_celsius: unknown = 65;
  @IsSafe()
  time_minutes: unknown = 90;
  @IsSafe()
  food_type: unknown = 'chicken';
  @IsSafe()
  thickness_mm: unknown;
  @IsSafe()
  vulnerable_consumers = false;
  early = true;
  judged = 0;

  toPlan(): CookPlan {
    this.judged++;
    // The fields may be of any form, as those of a real body before it was validated.
    return makePlan({
      target: celsius(this.temperature_celsius as number),
      hold: minutes(this.time_minutes as number),
      food: this.food_type as string | undefined,
      thickness: this.thickness_mm as ReturnType<typeof millimetres> | undefined,
      vulnerableConsumers: this.vulnerable_consumers,
    });
  }

  refusesEarly(): boolean {
    return this.early;
  }
}

const bodyWith = (known: Partial<Body>): Body => Object.assign(new Body(), known);
const problemsOf = (body: Body): Record<string, string | undefined> =>
  Object.fromEntries(
    validateSync(body).map(({ property, constraints }) => [property, constraints?.['safeForThisFood']]),
  );

describe('IsSafe', () => {
  const found = new Map<unknown, unknown>([[SafeConstraint, constraint]]);
  beforeAll(() => {
    useContainer({ get: (Class) => found.get(Class) }, { fallback: true });
  });
  afterAll(() => found.clear());

  it('has nothing against a safe body', () => {
    expect(validateSync(new Body())).toEqual([]);
  });

  it('refuses an unsafe field in the words of the engine', () => {
    const body = bodyWith({ temperature_celsius: 50 });
    const [finding] = safety.review(body.toPlan()).violations;
    expect(problemsOf(body)).toEqual({ temperature_celsius: finding?.message });
  });

  it('refuses every field for what is wrong with that field', () => {
    const problems = problemsOf(
      bodyWith({ temperature_celsius: 30, time_minutes: 6000, food_type: 'kidney beans', thickness_mm: 300 }),
    );
    expect(problems['temperature_celsius']).toMatch(/^30 °C is too low/);
    expect(problems['time_minutes']).toMatch(/^6000 min is too long/);
    expect(problems['food_type']).toMatch(/^Kidney beans cannot be made safe/);
    expect(problems['thickness_mm']).toMatch(/^Kidney beans of 300 mm is too large/);
  });

  it.each<[string, Partial<Body>, string, RegExp]>([
    ['a time that is too short', { time_minutes: 60 }, 'time_minutes', /is not enough for the assumed 35 mm/],
    [
      'a thickness that must be sent',
      { food_type: 'pork roast', temperature_celsius: 58, time_minutes: 300 },
      'thickness_mm',
      /cannot be judged without its thickness/,
    ],
    [
      'people who must not eat it',
      { food_type: 'beef', temperature_celsius: 55, vulnerable_consumers: true },
      'vulnerable_consumers',
      /is not pasteurised for someone/,
    ],
  ])('refuses %s at its field', (_case, known, field, words) => {
    const problems = problemsOf(bodyWith(known));
    expect(Object.keys(problems)).toEqual([field]);
    expect(problems[field]).toMatch(words);
  });

  it('says all that is wrong with one field', () => {
    const problems = problemsOf(bodyWith({ temperature_celsius: 30 }));
    expect(problems['temperature_celsius']).toMatch(/is too low: .* Chicken at 30 °C is refused: poultry/);
  });

  it('judges a body once for all its fields, and keeps the verdict', () => {
    const body = bodyWith({ temperature_celsius: 50 });
    expect(unsafeCookIn(body)).toBeUndefined();
    validateSync(body);
    expect(body.judged).toBe(1);
    expect(unsafeCookIn(body)?.verdict).toMatchObject({ allowed: false, foodClass: 'poultry' });
    expect(unsafeCookIn(undefined)).toBeUndefined();
  });

  it('leaves a body alone that only asks for a verdict', () => {
    const body = bodyWith({ temperature_celsius: 50, early: false });
    expect(validateSync(body)).toEqual([]);
    expect(body.judged).toBe(0);
    expect(unsafeCookIn(body)).toBeUndefined();
  });

  it.each<[string, Partial<Body>]>([
    ['a temperature in words', { temperature_celsius: '50' }],
    ['no temperature', { temperature_celsius: undefined }],
    ['a time in words', { time_minutes: '90', temperature_celsius: 50 }],
    ['a food that is a number', { food_type: 5, temperature_celsius: 50 }],
    ['a food that is null', { food_type: null, temperature_celsius: 50 }],
    ['a thickness in words', { thickness_mm: '35', temperature_celsius: 50 }],
  ])('judges nothing in a body with %s, which is refused for its form', (_case, known) => {
    const body = bodyWith(known);
    expect(Object.values(problemsOf(body)).filter((problem) => problem !== undefined)).toEqual([]);
    expect(unsafeCookIn(body)).toBeUndefined();
  });

  it('refuses what is a number and no amount', () => {
    const problems = problemsOf(bodyWith({ temperature_celsius: NaN, time_minutes: NaN }));
    expect(problems['temperature_celsius']).toContain('NaN °C is too low');
    expect(problems['time_minutes']).toContain('NaN min is too short');
  });
});
