import { NUMBER_FACTS, type ThingKind } from '../facts/observation.js';
import type { AlertRule, Condition } from '../rules/alert-rule.js';
import { FLAGS, NUMBERS } from './fact-table.js';

/** "any cooker", "the probe thermoworks-1" */
const thingOf = ({ kind, thingId }: Pick<AlertRule, 'kind' | 'thingId'>): string =>
  thingId === null ? ANY[kind] : `the ${kind} ${thingId}`;

const ANY: Readonly<Record<ThingKind, string>> = {
  cooker: 'any cooker',
  probe: 'any probe',
  thermometer: 'any thermometer',
  approval: 'a start',
};

/** A rule in a sentence: "Alerts when the battery of any thermometer is below 15 % for 5 minutes, and ends at 20 %." */
export function ruleSentence(rule: AlertRule): string {
  const { condition, forSeconds } = rule;
  const lasting = forSeconds === 0 ? '' : ` for ${durationInWords(forSeconds)}`;
  return `Alerts when ${conditionOf(condition, thingOf(rule))}${lasting}${endOf(condition)}.`;
}

function conditionOf(condition: Condition, thing: string): string {
  if (!('clearBy' in condition)) return `${thing} ${FLAGS[condition.fact].words}`;
  const [side, limit] = 'above' in condition ? ['above', condition.above] : ['below', condition.below];
  return `${NUMBERS[condition.fact].words} of ${thing} is ${side} ${limit} ${NUMBER_FACTS[condition.fact]}`;
}

function endOf(condition: Condition): string {
  if (!('clearBy' in condition) || condition.clearBy === 0) return '';
  const end =
    'above' in condition ? condition.above - condition.clearBy : condition.below + condition.clearBy;
  return `, and ends at ${Number(end.toFixed(6))} ${NUMBER_FACTS[condition.fact]}`;
}

const UNITS: readonly (readonly [seconds: number, word: string])[] = [
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
];

/** "5 minutes", "90 seconds": in the largest unit that needs no fraction. */
export function durationInWords(seconds: number): string {
  const [unit, word] = UNITS.find(([length]) => seconds % length === 0 && seconds >= length) ?? [1, 'second'];
  const count = Number((seconds / unit).toFixed(1));
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
