import type { Observation } from '../facts/observation.js';
import type { Condition } from './alert-rule.js';

/** What an observation says of a condition. */
export type Judgement = 'holds' | 'clear' | 'unknown';

/**
 * Judges a condition. A fact that does not apply is clear; one that is not known, or no finite number, is unknown.
 * @param isHeld whether the alert has fired: a number must then return beyond its limit by `clearBy` to be clear
 */
export function judge(condition: Condition, facts: Observation['facts'], isHeld: boolean): Judgement {
  const value = facts[condition.fact];
  if (value === undefined) return 'clear';
  if (value === null) return 'unknown';
  if (!('clearBy' in condition)) return typeof value === 'boolean' ? holdsIf(value) : 'unknown';
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'unknown';
  if ('above' in condition)
    return holdsIf(value > condition.above || (isHeld && value > condition.above - condition.clearBy));
  return holdsIf(value < condition.below || (isHeld && value < condition.below + condition.clearBy));
}

const holdsIf = (holds: boolean): Judgement => (holds ? 'holds' : 'clear');
