import type { FactName, FlagFact, NumberFact, ThingKind } from '../facts/observation.js';

/** What the API knows of a fact that is a number. */
interface NumberOfThings {
  readonly kinds: readonly ThingKind[];
  /** The number, as a noun. */
  readonly words: string;
  /** The values between which it can be, in its unit. A limit outside would make a rule that never fires or never ends. */
  readonly lowest: number;
  readonly highest: number;
  /** The hysteresis of a rule that states none, in its unit. */
  readonly clearBy: number;
}

/** What the API knows of a fact that is true or false. */
interface FlagOfThings {
  readonly kinds: readonly ThingKind[];
  /** What is true, after the name of the thing. */
  readonly words: string;
}

/** Liquid water, in °C. */
const WATER = { lowest: 0, highest: 100 };
/** No bath and no grill changes faster, in °C per hour. */
const RATE = { lowest: -20_000, highest: 20_000 };
/** A week in minutes: no cook and no forecast is longer. */
const WEEK = { lowest: 0, highest: 7 * 24 * 60 };

/** The facts that are numbers. */
export const NUMBERS: Readonly<Record<NumberFact, NumberOfThings>> = {
  water_celsius: { kinds: ['cooker'], words: 'the water temperature', ...WATER, clearBy: 0.5 },
  water_celsius_per_hour: {
    kinds: ['cooker'],
    words: 'the rate of the water temperature',
    ...RATE,
    clearBy: 2,
  },
  // A core in an oven comes near the boiling point of its water; one that is put in frozen begins at -30 °C.
  core_celsius: {
    kinds: ['cooker', 'probe'],
    words: 'the core temperature',
    lowest: -30,
    highest: 120,
    clearBy: 0.5,
  },
  // Sensors of grills and ovens read up to 570 °C (thermocouples of type K in the thermometers that are supported).
  probe_celsius: { kinds: ['probe'], words: 'the temperature', lowest: -50, highest: 600, clearBy: 1 },
  probe_celsius_per_hour: { kinds: ['probe'], words: 'the rate of the temperature', ...RATE, clearBy: 2 },
  // A reading that has just come is some seconds old where a cloud brings it.
  data_age_seconds: {
    kinds: ['cooker', 'probe', 'thermometer'],
    words: 'the age of the newest reading',
    lowest: 5,
    highest: 30 * 86_400,
    clearBy: 0,
  },
  minutes_to_target: { kinds: ['cooker', 'probe'], words: 'the time to the target', ...WEEK, clearBy: 1 },
  minutes_left: { kinds: ['cooker'], words: 'the time left', ...WEEK, clearBy: 1 },
  battery_percent: { kinds: ['thermometer'], words: 'the battery', lowest: 0, highest: 100, clearBy: 5 },
};

/** The facts that are true or false. */
export const FLAGS: Readonly<Record<FlagFact, FlagOfThings>> = {
  offline_in_cook: { kinds: ['cooker'], words: 'is offline, or sends nothing, during a cook' },
  timer_ends_too_early: { kinds: ['cooker'], words: 'has a timer that ends before the food is safe' },
  must_discard: { kinds: ['cooker', 'probe'], words: 'has food that must be thrown away' },
  target_reached: { kinds: ['cooker', 'probe'], words: 'has reached its target' },
  cook_done: { kinds: ['cooker'], words: 'has finished a cook' },
  pasteurized: { kinds: ['cooker', 'probe'], words: 'has food that is pasteurised' },
  low_water: { kinds: ['cooker'], words: 'has too little water' },
  cooker_fault: { kinds: ['cooker'], words: 'reports a fault' },
  probe_lost: { kinds: ['probe'], words: 'is not heard' },
  probe_dead: { kinds: ['probe'], words: 'is broken' },
  approval_waiting: { kinds: ['approval'], words: 'waits for you' },
};

/** Whether a fact is a number. */
export const isNumberFact = (fact: FactName): fact is NumberFact => fact in NUMBERS;

/** The kinds of things that have a fact. */
export const kindsOf = (fact: FactName): readonly ThingKind[] =>
  isNumberFact(fact) ? NUMBERS[fact].kinds : FLAGS[fact].kinds;
