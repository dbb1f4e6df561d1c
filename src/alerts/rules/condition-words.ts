import { NUMBER_FACTS, type FactName, type Observation } from '../facts/observation.js';
import type { AlertRule, Condition } from './alert-rule.js';

type NumberCondition = Extract<Condition, { readonly clearBy: number }>;

/** What each fact is called in a sentence about a thing. */
const CALLED: Readonly<Record<FactName, string>> = {
  water_celsius: 'the water',
  water_celsius_per_hour: 'the change of the water',
  core_celsius: 'the core',
  probe_celsius: 'the temperature',
  probe_celsius_per_hour: 'the change of the temperature',
  data_age_seconds: 'the age of the newest data',
  minutes_to_target: 'the time to the target',
  minutes_left: 'the time left',
  battery_percent: 'the battery',
  offline_in_cook: 'it is not heard during a cook',
  timer_ends_too_early: 'the timer ends before the food is safe',
  must_discard: 'the food must be discarded',
  target_reached: 'the target is reached',
  cook_done: 'the cook is done',
  pasteurized: 'the food is pasteurised',
  low_water: 'the water is low',
  cooker_fault: 'it reports a fault',
  probe_lost: 'it is not heard any more',
  probe_dead: 'its values are impossible',
  approval_waiting: 'a start waits for approval',
};

/** The sentence of an alert: that of the observation, or one that is made of the condition and the value. */
export function sentenceOf({ condition }: AlertRule, { thing, facts, words }: Observation): string {
  const said = words?.[condition.fact];
  if (said !== undefined) return said;
  const about = `${thing.name}: ${CALLED[condition.fact]}`;
  if (!('clearBy' in condition)) return `${about}.`;
  const value = facts[condition.fact];
  const unit = NUMBER_FACTS[condition.fact];
  const shown = typeof value === 'number' ? `is ${rounded(value)} ${unit}` : 'is not known';
  return `${about} ${shown}, ${limitIn(condition, value)} ${unit}.`;
}

/** The limit in words; within its hysteresis the value is on the other side of it. */
function limitIn(condition: NumberCondition, value: unknown): string {
  const [side, limit] = 'above' in condition ? ['above', condition.above] : ['below', condition.below];
  const isBeyond = typeof value !== 'number' || (side === 'above' ? value > limit : value < limit);
  return isBeyond ? `${side} ${limit}` : `after it was ${side} ${limit}`;
}

/** To a tenth. */
const rounded = (value: number): number => Math.round(value * 10) / 10;
