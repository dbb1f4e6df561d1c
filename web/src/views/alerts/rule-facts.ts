import type { AlertRuleDto } from '../../../../src/alerts/dto/alert-rule.dto.js';
import { differenceFromCelsius, fromCelsius, SIGNS, toCelsius } from '../../units/temperature.js';
import { unit } from '../../units/unit.js';

/** What a rule can watch. */
export type FactName = AlertRuleDto['fact'];
/** What it can watch it of. */
export type ThingKind = AlertRuleDto['thing_kind'];
/** The facts that are numbers. */
export type NumberFact = keyof typeof UNITS;

/** The units of the facts that are numbers, as the API has them. */
const UNITS = {
  water_celsius: '°C',
  water_celsius_per_hour: '°C/h',
  core_celsius: '°C',
  probe_celsius: '°C',
  probe_celsius_per_hour: '°C/h',
  data_age_seconds: 's',
  minutes_to_target: 'min',
  minutes_left: 'min',
  battery_percent: '%',
} as const satisfies Partial<Record<FactName, string>>;

const COOKER: readonly ThingKind[] = ['cooker'];
const PROBE: readonly ThingKind[] = ['probe'];
const FOOD: readonly ThingKind[] = ['cooker', 'probe'];

/** The things that have a fact. */
export const WATCHED: Readonly<Record<FactName, readonly ThingKind[]>> = {
  water_celsius: COOKER,
  water_celsius_per_hour: COOKER,
  core_celsius: COOKER,
  probe_celsius: PROBE,
  probe_celsius_per_hour: PROBE,
  data_age_seconds: ['cooker', 'probe', 'thermometer'],
  minutes_to_target: FOOD,
  minutes_left: COOKER,
  battery_percent: ['thermometer'],
  offline_in_cook: COOKER,
  timer_ends_too_early: COOKER,
  must_discard: FOOD,
  target_reached: FOOD,
  cook_done: COOKER,
  pasteurized: FOOD,
  low_water: COOKER,
  cooker_fault: COOKER,
  probe_lost: PROBE,
  probe_dead: PROBE,
  approval_waiting: ['approval'],
};

/** Whether a fact is a number, which has a limit. */
export const isNumber = (fact: FactName): fact is NumberFact => fact in UNITS;

/** The unit of a fact as the page shows it. */
export const signOf = (fact: NumberFact): string => UNITS[fact].replace('°C', SIGNS[unit.value]);

/** A limit of a fact as the page shows it. @param isDifference whether it is the way back from the limit, and no value */
export function toShown(value: number, fact: NumberFact, isDifference = false): number {
  if (!UNITS[fact].startsWith('°C')) return value;
  const shown = isDifference || UNITS[fact] === '°C/h' ? differenceFromCelsius : fromCelsius;
  return Math.round(shown(value, unit.value) * 10) / 10;
}

/** The limit of a fact that a person entered, as the API takes it. */
export function toFact(value: number, fact: NumberFact, isDifference = false): number {
  if (!UNITS[fact].startsWith('°C')) return value;
  const isRelative = isDifference || UNITS[fact] === '°C/h';
  const zero = isRelative ? toCelsius(0, unit.value) : 0;
  return Math.round((toCelsius(value, unit.value) - zero) * 100) / 100;
}
