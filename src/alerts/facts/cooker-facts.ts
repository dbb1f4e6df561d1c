import { visibleName } from '../../shared/printable.js';
import { observedTimer } from '../../device/freshness.js';
import type { Observation, FactName, Thing } from './observation.js';
import { measured, NO, observe, UNKNOWN, yes, type Fact, type FactMakers } from './fact.js';
import * as words from './cooker-words.js';
import { COOK_FACTS } from './cook-facts.js';
import { KnownCooker, type CookerSources } from './known-cooker.js';

/** A cooker as a thing that rules watch. */
export const cookerThing = ({ id, name }: { readonly id: string; readonly name: string }): Thing => ({
  kind: 'cooker',
  id,
  name: visibleName(name),
  cookerId: id,
});

/** Observes a cooker. @param at in milliseconds since 1970 */
export const observeCooker = (
  sources: CookerSources,
  at: number,
  wanted: ReadonlySet<FactName>,
): Observation =>
  observe({ thing: cookerThing(sources.cooker), known: new KnownCooker(sources), at }, COOKER_FACTS, wanted);

/** The facts of a cooker, and of the cook on it. */
const COOKER_FACTS: FactMakers<KnownCooker> = {
  ...COOK_FACTS,
  water_celsius: (known) => measured(known.fresh?.water, (value) => words.water(known, value)),
  water_celsius_per_hour: (known) =>
    measured(known.fresh && known.sources.waterRate(), (value) => words.waterRate(known, value)),
  data_age_seconds: (known) => measured(known.age, (value) => words.age(known, value)),
  minutes_to_target: timeToTarget,
  minutes_left: timeLeft,
  low_water: lowWater,
  cooker_fault: fault,
};

function timeToTarget(known: KnownCooker): Fact | undefined {
  const { cook, fresh, sources } = known;
  if (cook === undefined) return undefined;
  if (fresh?.water === undefined || fresh.target === undefined) return UNKNOWN;
  const minutes = fresh.mode === 'preheating' ? timeFor(fresh.target - fresh.water, sources.waterRate()) : 0;
  return measured(minutes, (value) => words.timeToTarget(known, value));
}

/** Minutes until the water is so much warmer; null where it does not warm. @param rate in °C per hour */
function timeFor(missing: number, rate: number | null): number | null {
  if (missing <= 0) return 0;
  return rate === null || rate <= 0 ? null : (missing / rate) * 60;
}

function timeLeft(known: KnownCooker): Fact | undefined {
  if (known.cook === undefined) return undefined;
  if (known.fresh === undefined) return UNKNOWN;
  const { remaining } = observedTimer(known.cooker, known.sources.now);
  if (remaining === undefined) return undefined;
  return measured(remaining / 60, (value) => words.timeLeft(known, value));
}

function lowWater(known: KnownCooker): Fact {
  const { standing } = known;
  if (standing === undefined) return UNKNOWN;
  if (standing.fault === 'low-water') return yes(words.fault(known, standing.fault));
  return standing.warnings?.includes('low-water') ? yes(words.lowWater(known)) : NO;
}

function fault(known: KnownCooker): Fact {
  const { standing } = known;
  if (standing === undefined) return UNKNOWN;
  const isFaulty = standing.mode === 'fault' || standing.fault !== undefined;
  return isFaulty ? yes(words.fault(known, standing.fault)) : NO;
}
