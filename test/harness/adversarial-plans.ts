import fc from 'fast-check';
import { SHAPES, START_STATES, type CookPlan } from '../../src/safety/cook-plan.js';
import { celsius, millimetres, minutes } from '../../src/shared/units.js';
import type { Suspect } from './adversarial-catalogue.js';
import { suspects } from './adversarial-names.js';
import { shortestFor } from '../oracle/oracle.js';

/** A plan in the words of a body, and what its name holds. */
export interface AdversarialPlan {
  readonly suspect: Suspect;
  readonly plan: CookPlan;
}

const EDGES = [40, 46, 50, 52, 53, 54.4, 57, 57.8, 60, 90, 92, 95];
const STEPS = [-1, -0.1, -0.06, 0, 0.01, 0.1, 0.5];
const NO_BATH = [0, -5, 39.9, 95.1, 99, 100, 100.1, 130, 140, 145, 212, 1e308, -1e308, 5e-324];
const target = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(fc.constantFrom(...EDGES), fc.constantFrom(...STEPS)).map(([a, b]) => a + b),
  },
  { weight: 8, arbitrary: fc.integer({ min: 106, max: 180 }).map((half) => half / 2) },
  { weight: 1, arbitrary: fc.constantFrom(...NO_BATH) },
);

const TIMES = [
  0, 1, 44, 45, 60, 61, 62, 74, 75, 240, 241, 242, 360, 1440, 5998, 5999, 6000, -90, 1e300, 0.5, 90.5,
];
/** Near the shortest time of the food, or anything at all. */
const hold = fc.oneof(
  { weight: 4, arbitrary: fc.record({ beyond: fc.integer({ min: -3, max: 4 }) }) },
  {
    weight: 3,
    arbitrary: fc.double({ min: 0, max: 8.69, noNaN: true }).map((log) => Math.floor(Math.exp(log))),
  },
  { weight: 2, arbitrary: fc.constantFrom(...TIMES) },
);

const SIZES = [5, 8, 12, 20, 25, 30, 35, 38, 45, 50, 60, 70, 100, 150];
const NO_SIZES = [0, 4.9, 4.999, 150.1, 1000, -20, 1e308];
const thickness = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  { weight: 8, arbitrary: fc.constantFrom(...SIZES).map(millimetres) },
  { weight: 1, arbitrary: fc.constantFrom(...NO_SIZES).map(millimetres) },
);
const rarely = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });

/** Plans at and around everything that decides. */
export const plans: fc.Arbitrary<AdversarialPlan> = fc
  .record({
    suspect: suspects,
    target: target.map(celsius),
    hold,
    thickness,
    shape: rarely(fc.constantFrom(...SHAPES)),
    startState: rarely(fc.constantFrom(...START_STATES)).map((state = 'refrigerated') => state),
    vulnerableConsumers: fc.integer({ min: 0, max: 4 }).map((one) => one === 4),
  })
  .map(({ suspect, hold, ...rest }) => {
    const plan = { ...rest, hold: minutes(0), food: suspect.text };
    return {
      suspect,
      plan: { ...plan, hold: minutes(typeof hold === 'number' ? hold : near(plan, suspect, hold.beyond)) },
    };
  });

/** So many minutes beyond the shortest time that the judge lets pass. */
function near(plan: CookPlan, { readings }: Suspect, beyond: number): number {
  const { target, thickness = SIZES[0]! } = plan;
  if (!(target >= 50 && target <= 95 && thickness >= 5 && thickness <= 150)) return 90 + beyond;
  const shortest = Math.max(...readings[0]!.map((food) => shortestFor(plan, food)));
  return Number.isFinite(shortest) ? Math.ceil(shortest) + beyond : 90 + beyond;
}

/** The plan as a client would send it. */
export function bodyOf({ plan }: AdversarialPlan, requestId?: string): string {
  return JSON.stringify({
    temperature_celsius: plan.target,
    time_minutes: plan.hold,
    food_type: plan.food,
    thickness_mm: plan.thickness,
    shape: plan.shape,
    start_state: plan.startState,
    vulnerable_consumers: plan.vulnerableConsumers,
    request_id: requestId,
  });
}
