import { makePlan } from '../../test/support/plans.js';
import { makeSafety } from '../../test/support/safety.js';
import { celsius, millimetres, minutes } from '../shared/units.js';
import type { CookPlan } from './cook-plan.js';
import type { Forecast } from './forecast.js';
import { Judge } from './judge.js';
import { makeRules } from './safety.module.js';
import type { SafetyRule } from './safety-rule.js';

const { foods } = makeSafety();
const judge = (known: Partial<CookPlan>, rules: readonly SafetyRule[] = makeRules()) =>
  new Judge(rules, foods).judge(makePlan(known));

/** Refuses what it is told to. */
const refusing = (refused: (plan: CookPlan) => boolean): SafetyRule => ({
  review: (plan) => (refused(plan) ? [{ rule: 'test', code: 'TEST', message: 'No.' }] : []),
});

describe('The outcome of a plan', () => {
  it.each<[string, number, number, string]>([
    ['chicken', 65, 81, 'pasteurized'],
    ['chicken', 65, 80, 'rejected'],
    ['beef', 54.5, 208, 'pasteurized'],
    ['beef', 54.5, 207, 'unpasteurized_allowed'],
    ['egg', 60, 45, 'pasteurized'],
    ['egg', 60, 44, 'unpasteurized_allowed'],
    ['salmon', 40, 60, 'unpasteurized_allowed'],
    ['carrots', 85, 60, 'not_a_food_safety_matter'],
    ['yoghurt', 43, 480, 'not_a_food_safety_matter'],
    ['kidney beans', 95, 600, 'rejected'],
  ])('for %s at %d °C for %d min is %s', (food, target, hold, outcome) => {
    const verdict = judge({ food, target: celsius(target), hold: minutes(hold) });
    expect(verdict).toMatchObject({ outcome, allowed: outcome !== 'rejected' });
  });
});

describe('A verdict', () => {
  it('tells what the plan does to the core', () => {
    const { core } = judge({});
    expect(core).toMatchObject({
      pasteurizedUpTo: 38,
      minimum: 81,
      governing: 'Salmonella',
      reachesTarget: 119,
      inDangerZone: 47,
    });
    expect(core?.reductions.map(({ name, required }) => [name, required])).toEqual([
      ['Salmonella', 7],
      ['Listeria', 6],
    ]);
  });

  it('tells no shortest time where there is none', () => {
    const { core } = judge({ target: celsius(50) });
    expect(core).toMatchObject({ pasteurizedUpTo: 0, minimum: undefined, governing: undefined });
  });

  it('tells of carrots only how they warm up', () => {
    const { core } = judge({ food: 'carrots', target: celsius(85) });
    expect(core).toMatchObject({ pasteurizedUpTo: undefined, minimum: undefined, reductions: [] });
    expect(core?.reachesTarget).toBeGreaterThan(0);
  });

  it('tells which thickness was judged and who said so', () => {
    expect(judge({})).toMatchObject({ thickness: 35, thicknessAssumed: true });
    expect(judge({ thickness: millimetres(35) })).toMatchObject({ thickness: 35, thicknessAssumed: false });
  });

  it('warns of the core only where the plan is allowed, and offers only where it is not', () => {
    expect(judge({})).toMatchObject({ alternatives: [], violations: [] });
    expect(judge({}).warnings).toHaveLength(1);
    const refused = judge({ hold: minutes(60) });
    expect(refused.warnings).toEqual([]);
    expect(refused.alternatives).not.toEqual([]);
  });

  it('carries the version of the rules and that of the food data', () => {
    expect(judge({}).rulesVersion).toBe(`2-${foods.version}`);
  });
});

describe('The alternatives', () => {
  it('are at most three, each of another temperature, in the order of the offers', () => {
    expect(judge({ hold: minutes(60) }).alternatives).toEqual([
      { target: 65, hold: 81 },
      { target: 71, hold: 60 },
      { target: 70, hold: 63 },
    ]);
    expect(judge({ hold: minutes(1) }).alternatives).toEqual([
      { target: 65, hold: 81 },
      { target: 70, hold: 63 },
      { target: 75, hold: 53 },
    ]);
  });

  it('hold of two times in one bath the likelier wish', () => {
    const egg = judge({ food: 'egg', target: celsius(50), hold: minutes(300) });
    expect(egg.alternatives).toEqual([
      { target: 50, hold: 240 },
      { target: 57, hold: 300 },
      { target: 60, hold: 45 },
    ]);
  });

  it('are only what every rule accepts', () => {
    const rules = [...makeRules(), refusing(({ target }) => target === 65 || target === 71)];
    expect(judge({ hold: minutes(60) }, rules).alternatives).toEqual([
      { target: 70, hold: 63 },
      { target: 75, hold: 53 },
    ]);
    expect(judge({ hold: minutes(60) }, [refusing(() => true)]).alternatives).toEqual([]);
  });

  it('are only what the physics describes', () => {
    const { alternatives } = judge({ target: celsius(NaN) });
    expect(alternatives).toEqual([
      { target: 60, hold: 126 },
      { target: 65, hold: 81 },
      { target: 70, hold: 63 },
    ]);
    expect(judge({ thickness: millimetres(200) }).alternatives).toEqual([]);
  });
});

describe('A plan that the physics describes', () => {
  const seen: (Forecast | undefined)[] = [];
  const looking: SafetyRule = { review: (_plan, _food, forecast) => (seen.push(forecast), []) };
  beforeEach(() => void seen.splice(0));

  it.each<Partial<CookPlan>>([
    { target: celsius(40) },
    { target: celsius(100) },
    { thickness: millimetres(5) },
    { thickness: millimetres(150) },
    { hold: minutes(0) },
    { hold: minutes(1e6) },
  ])('is %p, and its forecast reaches the rules', (known) => {
    expect(judge(known, [looking]).core).toBeDefined();
    expect(seen[0]).toBeDefined();
  });

  it.each<Partial<CookPlan>>([
    { target: celsius(39.9) },
    { target: celsius(100.1) },
    { target: celsius(NaN) },
    { thickness: millimetres(4.9) },
    { thickness: millimetres(150.1) },
    { thickness: millimetres(NaN) },
    { hold: minutes(-1) },
    { hold: minutes(NaN) },
    { hold: minutes(Infinity) },
  ])('is not %p, which has no forecast and never passes', (known) => {
    expect(() => judge(known, [looking])).toThrow('No rule refuses a plan that no model describes');
    expect(seen).toEqual([undefined]);
    expect(judge(known)).toMatchObject({ allowed: false, outcome: 'rejected', core: undefined });
  });
});
