import type { Milliseconds } from '../../shared/units.js';
import { nameInSentence, visibleName } from '../../shared/printable.js';
import type { KnownThermometer } from '../../thermometers/registry/known-thermometer.js';
import { measured, observe, type FactMakers } from './fact.js';
import { lasting } from './fact-words.js';
import type { FactName, Observation, Thing } from './observation.js';

/** A battery as it was reported within so many seconds counts as that of the present. */
const BATTERY_KNOWN_FOR = 3600;

/** A thermometer at one moment of the monotonic clock. */
export interface ThermometerSources {
  readonly thermometer: KnownThermometer;
  readonly now: Milliseconds;
}

/** A thermometer as a thing that rules watch. */
export const thermometerThing = ({ id, facts }: KnownThermometer): Thing => ({
  kind: 'thermometer',
  id,
  name: visibleName(facts.name),
  cookerId: null,
});

/** Observes a thermometer. @param at in milliseconds since 1970 */
export const observeThermometer = (
  sources: ThermometerSources,
  at: number,
  wanted: ReadonlySet<FactName>,
): Observation =>
  observe({ thing: thermometerThing(sources.thermometer), known: sources, at }, THERMOMETER_FACTS, wanted);

const THERMOMETER_FACTS: FactMakers<ThermometerSources> = {
  battery_percent: (known) =>
    measured(battery(known), (percent) => `The battery of ${it(known)} is at ${Math.round(percent)} %.`),
  data_age_seconds: (known) =>
    measured(heardAgo(known), (seconds) => `Nothing was heard of ${it(known)} for ${lasting(seconds)}.`),
};

const it = ({ thermometer }: ThermometerSources): string => nameInSentence(thermometer.facts.name);

/** What it said of its battery, while it is heard. */
function battery(known: ThermometerSources): number | null {
  const { thermometer } = known;
  const ago = heardAgo(known);
  const isHeard = thermometer.online !== false && ago !== null && ago <= BATTERY_KNOWN_FOR;
  return isHeard ? thermometer.facts.batteryPercent : null;
}

/** Seconds since it or one of its probes was heard; null before that. */
function heardAgo({ thermometer, now }: ThermometerSources): number | null {
  const ages = [...thermometer.probes.values()].map((probe) => probe.ageAt(now));
  const known = [thermometer.evidenceAt(now).heardAgo, ...ages].filter((age) => age !== null);
  return known.length === 0 ? null : Math.min(...known);
}
