import type { FactName, Observation, Thing } from './observation.js';

/** What is known of one fact: its value, null when it is not known, and a sentence about it for a person. */
export interface Fact {
  readonly value: number | boolean | null;
  readonly words?: string;
}

/** Not known, or known only by an old reading. */
export const UNKNOWN: Fact = { value: null };
/** Known not to be so. */
export const NO: Fact = { value: false };

/** It is so. @param words says it in a sentence */
export const yes = (words: string): Fact => ({ value: true, words });

/** A number with its sentence; one that is missing, or no number, is not known. */
export function measured(value: number | null | undefined, words: (value: number) => string): Fact {
  return value === null || value === undefined || !Number.isFinite(value)
    ? UNKNOWN
    : { value, words: words(value) };
}

/** How each fact of a thing follows from what is known of it; undefined where the fact does not apply. */
export type FactMakers<Known> = Readonly<Partial<Record<FactName, (known: Known) => Fact | undefined>>>;

/** What is looked at: a thing, what is known of it, and when, in milliseconds since 1970. */
export interface Look<Known> {
  readonly thing: Thing;
  readonly known: Known;
  readonly at: number;
}

/** Observes a thing: only the facts that are wanted are worked out. */
export function observe<Known>(
  { thing, known, at }: Look<Known>,
  makers: FactMakers<Known>,
  wanted: ReadonlySet<FactName>,
): Observation {
  const facts: Partial<Record<FactName, number | boolean | null>> = {};
  const words: Partial<Record<FactName, string>> = {};
  for (const name of wanted) {
    const fact = makers[name]?.(known);
    if (fact === undefined) continue;
    facts[name] = fact.value;
    if (fact.words !== undefined) words[name] = fact.words;
  }
  return { thing, at, facts: facts as Observation['facts'], words };
}
