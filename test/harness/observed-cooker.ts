import { observeCooker } from '../../src/alerts/facts/cooker-facts.js';
import type { CookerSources } from '../../src/alerts/facts/known-cooker.js';
import {
  FLAG_FACTS,
  NUMBER_FACTS,
  type FactName,
  type Observation,
} from '../../src/alerts/facts/observation.js';
import type { FoodOnCooker } from '../../src/cooking/status/food-outlooks.js';
import type { Cook } from '../../src/cooking/tracking/cook.js';
import type { CookerReading, CookerState } from '../../src/device/cooker-state.js';
import { milliseconds } from '../../src/shared/units.js';
import { makeAssessor, makeCook } from './cook-monitor-harness.js';
import { makeAccount, makeCookerState } from './readings.js';

/** Every fact that there is. */
export const ALL_FACTS: ReadonlySet<FactName> = new Set<FactName>([
  ...FLAG_FACTS,
  ...(Object.keys(NUMBER_FACTS) as FactName[]),
]);
/** A cooker without food. */
export const NO_FOOD: FoodOnCooker = { cook: undefined, assessed: undefined, discard: undefined };
/** When a cooker is looked at, in milliseconds since 1970. */
export const LOOKED_AT = 1_000_000;

type Known = Partial<CookerSources> & { readonly age?: number };

/** What is observed of a cooker that pushed a reading `age` ms ago. */
export function lookAt(reading: CookerReading | undefined, known: Known = {}): Observation {
  const { age = 1_000, ...others } = known;
  const cooker: CookerState =
    known.cooker ?? makeCookerState({ ...(reading && { reading }), at: 600_000 - age });
  const sources = {
    account: makeAccount([cooker]),
    cooker,
    food: () => NO_FOOD,
    waterRate: () => null,
    foodsKnown: true,
    justStarted: false,
    now: milliseconds(600_000),
    ...others,
  };
  return observeCooker(sources, LOOKED_AT, ALL_FACTS);
}

/** A cook on a cooker, by default one whose food is not yet pasteurised. */
export function cooking(cook: Cook = makeCook(), known: Partial<NonNullable<FoodOnCooker['assessed']>> = {}) {
  const assessed = { ...makeAssessor().assessed(cook), tooEarly: undefined, ...known };
  const food = { cook, discard: undefined, assessed };
  return { food: () => food };
}
