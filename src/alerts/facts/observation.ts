/** What a rule can watch. */
export const THING_KINDS = ['cooker', 'probe', 'thermometer', 'approval'] as const;
export type ThingKind = (typeof THING_KINDS)[number];

/** A thing that facts are observed of. */
export interface Thing {
  readonly kind: ThingKind;
  /** Stable over renames: the id of the cooker, the probe, the thermometer or the approval. */
  readonly id: string;
  /** What people call it; foreign text that is shown, never read. */
  readonly name: string;
  /** The cooker that it belongs to, for clients that see some cookers only; null for a thing of no cooker. */
  readonly cookerId: string | null;
}

/** A fact that is a number, and its unit. */
export const NUMBER_FACTS = {
  water_celsius: '°C',
  water_celsius_per_hour: '°C/h',
  core_celsius: '°C',
  probe_celsius: '°C',
  probe_celsius_per_hour: '°C/h',
  data_age_seconds: 's',
  minutes_to_target: 'min',
  minutes_left: 'min',
  battery_percent: '%',
} as const;

/** A fact that is true or false. */
export const FLAG_FACTS = [
  'offline_in_cook',
  'timer_ends_too_early',
  'must_discard',
  'target_reached',
  'cook_done',
  'pasteurized',
  'low_water',
  'cooker_fault',
  'probe_lost',
  'probe_dead',
  'approval_waiting',
] as const;

export type NumberFact = keyof typeof NUMBER_FACTS;
export type FlagFact = (typeof FLAG_FACTS)[number];
export type FactName = NumberFact | FlagFact;

/** The facts that are numbers. */
export const NUMBER_FACT_NAMES = Object.keys(NUMBER_FACTS) as NumberFact[];
/** Every fact. */
export const FACT_NAMES: readonly FactName[] = [...NUMBER_FACT_NAMES, ...FLAG_FACTS];

/**
 * What is known of a thing at one instant. A fact that is absent does not apply to it; null is not known: it neither
 * begins nor ends an alert, and a number that is known only by an old reading is null.
 */
export interface Observation {
  readonly thing: Thing;
  /** When it was observed, in milliseconds since 1970. */
  readonly at: number;
  readonly facts: Readonly<Partial<Record<NumberFact, number | null> & Record<FlagFact, boolean | null>>>;
  /** A sentence that says more of a fact, for the alert; by the name of the fact. */
  readonly words?: Readonly<Partial<Record<FactName, string>>>;
}
