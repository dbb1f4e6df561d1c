import { makePlan } from '../../test/harness/plans.js';
import { makeSafety } from '../../test/harness/safety.js';
import { celsius, millimetres, minutes } from '../shared/units.js';
import type { CookPlan } from './cook-plan.js';
import { NO_FACTS, type NameFacts } from './foods/food.js';
import type { Forecast } from './forecast.js';
import { Judge } from './judge.js';
import { makeRules } from './rules/rules.js';
import type { SafetyRule } from './safety-rule.js';

const { foods } = makeSafety();
const judge = (known: Partial<CookPlan>, rules: readonly SafetyRule[] = makeRules()) =>
  new Judge(rules, foods).judge(makePlan(known));

/** Refuses what a test names. */
const refusing = (refused: (plan: CookPlan) => boolean): SafetyRule => ({
  review: (plan) => (refused(plan) ? [{ rule: 'test', code: 'TEST', message: 'No.' }] : []),
});

describe('The outcome of a plan', () => {
  it.each<[string, number, number, string]>([
    ['chicken', 65, 81, 'pasteurized'],
    ['chicken', 65, 80, 'rejected'],
    ['beef', 54.5, 208, 'pasteurized'],
    ['beef', 54.5, 207, 'unpasteurized_allowed'],
    ['egg', 60, 75, 'pasteurized'],
    ['egg', 60, 74, 'unpasteurized_allowed'],
    ['egg', 65, 56, 'pasteurized'],
    ['egg', 65, 55, 'unpasteurized_allowed'],
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
  it('describes what the plan does to the core', () => {
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

  it('has no shortest time where there is none', () => {
    const { core } = judge({ target: celsius(50) });
    expect(core).toMatchObject({ pasteurizedUpTo: 0, minimum: undefined, governing: undefined });
  });

  it('has only the warming of carrots', () => {
    const { core } = judge({ food: 'carrots', target: celsius(85) });
    expect(core).toMatchObject({ pasteurizedUpTo: undefined, minimum: undefined, reductions: [] });
    expect(core?.reachesTarget).toBeGreaterThan(0);
  });

  it('names the judged thickness and its source', () => {
    expect(judge({})).toMatchObject({ thickness: 35, thicknessAssumed: true });
    expect(judge({ thickness: millimetres(35) })).toMatchObject({ thickness: 35, thicknessAssumed: false });
  });

  it('warns of the core only where the plan is allowed, and offers only where it is not', () => {
    expect(judge({})).toMatchObject({ alternatives: [], violations: [] });
    expect(judge({}).warnings).toHaveLength(2);
    const refused = judge({ hold: minutes(60) });
    expect(refused.warnings).toEqual([]);
    expect(refused.alternatives).not.toEqual([]);
  });

  it('carries the version of the rules and that of the food data', () => {
    expect(judge({}).rulesVersion).toBe(`3-${foods.version}`);
  });
});

describe('The alternatives', () => {
  /** As "71/60 pasteurized". */
  const offered = (known: Partial<CookPlan>, rules?: readonly SafetyRule[]) =>
    judge(known, rules).alternatives.map(({ target, hold, outcome }) => `${target}/${hold} ${outcome}`);

  it('are at most three, each of another temperature, in the order of the offers', () => {
    expect(offered({ hold: minutes(60) })).toEqual([
      '71/60 pasteurized',
      '65/81 pasteurized',
      '70/63 pasteurized',
    ]);
    expect(offered({ hold: minutes(1) })).toEqual([
      '65/81 pasteurized',
      '70/63 pasteurized',
      '75/53 pasteurized',
    ]);
  });

  it.each<[string, number, number, number | undefined, string]>([
    ['short ribs', 54, 4320, 50, '54.5/4320 pasteurized'],
    ['beef', 57.2, 1800, 90, '57.5/1800 pasteurized'],
    ['salmon', 104, 45, 30, '40/45 unpasteurized_allowed'],
    ['duck legs confit', 167, 720, undefined, '75/720 pasteurized'],
    ['brisket', 155, 2160, 70, '68.5/2160 pasteurized'],
    ['pork ribs', 145, 1440, undefined, '63/1440 pasteurized'],
    ['steak', 50, 120, undefined, '52/120 unpasteurized_allowed'],
    ['chicken', 50, 5400, undefined, '63.5/90 pasteurized'],
    ['chicken', 65, 7200, undefined, '65/120 pasteurized'],
    ['carrots', 185, 60, undefined, '85/60 not_a_food_safety_matter'],
    ['yoghurt', 50, 600, undefined, '43/600 not_a_food_safety_matter'],
    ['chocolate', 45, 2000, undefined, '45/1440 not_a_food_safety_matter'],
  ])('keep of %s at %d °C for %d min and %p mm what can be kept', (food, target, hold, mm, first) => {
    const thickness = mm === undefined ? undefined : millimetres(mm);
    expect(offered({ food, target: celsius(target), hold: minutes(hold), thickness })[0]).toBe(first);
  });

  it('keep no time beyond 72 h, and offer none', () => {
    const kept = offered({ target: celsius(50), hold: minutes(4320) });
    expect(kept[0]).toBe('57/4320 pasteurized');
    for (const hold of [4321, 5999])
      for (const { hold: offer } of judge({ target: celsius(50), hold: minutes(hold) }).alternatives)
        expect(offer).toBeLessThanOrEqual(300);
  });

  it('are never unpasteurised where what was wanted is pasteurised', () => {
    const long = offered({ food: 'beef', target: celsius(54), hold: minutes(600) });
    expect(long.every((one) => one.endsWith(' pasteurized'))).toBe(true);
    expect(long[0]).toBe('54.5/600 pasteurized');
    const cool = offered({ food: 'beef', target: celsius(52), hold: minutes(600) });
    expect(cool).toContain('52/240 unpasteurized_allowed');
  });

  it('are found for frozen food too', () => {
    expect(offered({ startState: 'frozen', target: celsius(50) })[0]).toBe('69/90 pasteurized');
  });

  it('are none where no temperature and no time helps', () => {
    const understand = (facts: Partial<NameFacts>) => ({
      ...foods.understand('chicken'),
      facts: { ...NO_FACTS, ...facts },
    });
    const judged = (facts: Partial<NameFacts>, known: Partial<CookPlan> = {}) => {
      const named = Object.create(foods, { understand: { value: () => understand(facts) } }) as typeof foods;
      return new Judge(makeRules(), named).judge(makePlan({ hold: minutes(60), ...known }));
    };
    const poison = { reason: 'It is.', source: 'A book' };
    const plausible = { thinnest: millimetres(60), thickest: millimetres(150), source: 'A book' };
    expect(judged({ poison })).toMatchObject({ alternatives: [], violations: [{ code: 'POISONOUS' }, {}] });
    const slip = judged({ plausible }, { thickness: millimetres(8), hold: minutes(10) });
    expect(slip.violations[0]?.code).toBe('THICKNESS_IMPLAUSIBLE');
    expect(slip.alternatives).toEqual([]);
    expect(judge({ thickness: millimetres(200) }).alternatives).toEqual([]);
    expect(judged({ thicknessRequired: true }, { hold: minutes(600) })).toMatchObject({
      alternatives: [],
      violations: [{ code: 'THICKNESS_REQUIRED' }],
    });
  });

  it('are only what every rule accepts', () => {
    const rules = [...makeRules(), refusing(({ target }) => target === 65 || target === 71)];
    expect(offered({ hold: minutes(60) }, rules)).toEqual([
      '71.5/60 pasteurized',
      '70/63 pasteurized',
      '75/53 pasteurized',
    ]);
    expect(judge({ hold: minutes(60) }, [refusing(() => true)]).alternatives).toEqual([]);
  });

  it('are only what the physics describes', () => {
    expect(offered({ target: celsius(NaN) })).toEqual([
      '63.5/90 pasteurized',
      '60/126 pasteurized',
      '65/81 pasteurized',
    ]);
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
