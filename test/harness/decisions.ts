import { createHash } from 'node:crypto';
import type { CookPlan } from '../../src/safety/cook-plan.js';
import { SHAPES, START_STATES } from '../../src/safety/cook-plan.js';
import type { SafetyService } from '../../src/safety/safety.service.js';
import type { Verdict } from '../../src/safety/verdict.js';
import { celsius, milliseconds, millimetres, minutes } from '../../src/shared/units.js';

/** One plain name or more for each class of food, and some whose words decide. */
const FOODS = [
  ...['chicken breast', 'whole turkey', 'burger', 'ground beef', 'venison', 'beef liver', 'pork chop'],
  ...['pork roast', 'bladed beef', 'lamb', 'beef steak', 'salmon', 'cod', 'shrimp', 'mussels', 'egg'],
  ...['custard', 'cheese sauce', 'milk', 'carrots', 'rice', 'yoghurt', 'chocolate', 'kidney beans'],
  ...['rhubarb leaves', 'frozen chicken', 'steak for a toddler', 'gloop', undefined],
];
const BATHS = [39, 43, 45, 50, 52, 54.5, 57, 58, 60, 63, 65, 70, 80, 90, 93, 96, 140];
const HOLDS = [1, 20, 45, 60, 90, 150, 240, 300, 600, 1500, 6000];
const THICKNESSES = [undefined, 8, 25, 40, 70, 120, 160];
/** How many plans of each food are judged: one in every bath. */
const EACH = BATHS.length;

const at = <Value>(values: readonly Value[], index: number): Value => values[index % values.length]!;

/** A spread over every limit: steps and lengths share no factor, so that every value occurs. */
const plans = (): readonly CookPlan[] =>
  FOODS.flatMap((food, first) =>
    Array.from({ length: EACH }, (_, step): CookPlan => {
      const index = first * 5 + step;
      return {
        food,
        target: celsius(at(BATHS, index)),
        hold: minutes(at(HOLDS, index * 3)),
        thickness: index % 3 === 0 ? undefined : millimetres(at(THICKNESSES, index * 2) ?? 30),
        shape: index % 5 === 0 ? at(SHAPES, index) : undefined,
        startState: at(START_STATES, index % 4 === 0 ? index : 0),
        vulnerableConsumers: index % 7 === 0,
        cookerType: index % 2 === 0 ? 'a4' : undefined,
      };
    }),
  );

/** What was decided, without the words in which it is said. */
const decisionOf = ({ outcome, core, violations, alternatives }: Verdict): unknown => [
  outcome,
  violations.map(({ rule, code, details }) => [rule, code, details?.['minimum'], details?.['maximum']]),
  alternatives.map(({ target, hold, outcome: offered }) => [target, hold, offered]),
  core && [core.pasteurizedUpTo, core.minimum, core.governing, core.reachesTarget, core.inDangerZone],
];

/** Whether a cook that was followed came out pasteurised, and when: the monitor has a physics of its own. */
function followed(safety: SafetyService, plan: CookPlan): unknown {
  const monitor = safety.follow(plan);
  for (let minute = 0; minute <= 120; minute += 5)
    monitor?.follow({ at: milliseconds(minute * 60_000), water: plan.target, target: plan.target });
  const report = monitor?.report();
  return report && [report.pasteurized, report.pasteurizedUpTo, report.inDangerZone, report.planned];
}

/** A digest of what the engine decides on a grid of plans; equal as long as no rule, limit or physics changes. */
export function fingerprintOf(safety: SafetyService, more: readonly CookPlan[]): string {
  const grid = plans();
  const decisions = [...grid, ...more].map((plan) => decisionOf(safety.review(plan)));
  const cooks = grid.filter((_, index) => index % EACH === 10).map((plan) => followed(safety, plan));
  return createHash('sha256')
    .update(JSON.stringify([decisions, cooks]))
    .digest('hex')
    .slice(0, 16);
}
