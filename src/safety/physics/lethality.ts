import { celsius, minutes, type Celsius, type Minutes, type Seconds } from '../../shared/units.js';

/** A germ that heat kills, how fast, and how many of them must die. */
export interface Organism {
  readonly name: string;
  /** Decimal reductions that make the food safe. */
  readonly target: number;
  /** Time for one decimal reduction at the reference temperature. */
  readonly decimalReduction: Minutes;
  readonly reference: Celsius;
  /** How many degrees make the kill ten times as fast. */
  readonly z: number;
  /** The coldest temperature at which the figures were checked; from there down to 52.3 °C they are extended. */
  readonly validFrom: Celsius;
}

/** The core of a piece of food at a moment. */
export interface CoreSample {
  readonly at: Seconds;
  readonly core: Celsius;
}

/** Colder than this nothing is killed worth crediting: pathogens grow up to here. Source: Baldwin's guide. */
export const LETHAL_FROM = celsius(52.3);

const organism = (
  name: string,
  target: number,
  [decimalReduction, reference, z, validFrom]: readonly [number, number, number, number],
): Organism => ({
  name,
  target,
  decimalReduction: minutes(decimalReduction),
  reference: celsius(reference),
  z,
  validFrom: celsius(validFrom),
});

/** Meat. Source: D-values in the caption of table 5.1 of Baldwin's guide; z recovered from the table. */
export const MEAT_ORGANISMS: readonly Organism[] = [
  organism('E. coli', 5, [19.35, 55, 4.87, 54]),
  organism('Salmonella', 6.5, [13.18, 55, 7.58, 54]),
  organism('Listeria', 6, [12.66, 55, 9.22, 54]),
];

/** Poultry. Source: caption of table 4.1 of Baldwin's guide; z of Listeria recovered, of Salmonella unconfirmed. */
export const POULTRY_ORGANISMS: readonly Organism[] = [
  organism('Salmonella', 7, [4.68, 60, 6.45, 57]),
  organism('Listeria', 6, [5.94, 60, 5.66, 57]),
];

/** Lean fish. Source: Embarek and Huss (1993), caption of table 3.1 of Baldwin's guide; z recovered. */
export const LEAN_FISH_ORGANISMS: readonly Organism[] = [organism('Listeria', 6, [2.88, 60, 5.59, 55])];

/** Fatty fish, and fish of an unknown kind, since this is the slower set. Source: as for lean fish. */
export const FATTY_FISH_ORGANISMS: readonly Organism[] = [organism('Listeria', 6, [5.13, 60, 5.68, 55])];

/** Any food, for those who must be careful: 2 min at 70 °C. Source: FDA fish guidance, appendix 4, table A-3. */
export const STRICT_ORGANISMS: readonly Organism[] = [organism('Listeria', 6, [1 / 3, 70, 7.5, 55])];

/** Decimal reductions per second at a temperature; 0 below 52.3 °C and for what is no temperature. */
export function lethalRate(core: Celsius, { decimalReduction, reference, z }: Organism): number {
  if (!(core >= LETHAL_FROM)) return 0;
  return 10 ** ((core - reference) / z) / (60 * decimalReduction);
}

/**
 * Decimal reductions over a history of the core, oldest sample first. Between two samples the core counts as cold
 * as the colder one, so that far-apart samples can only understate the kill.
 */
export function logReduction(history: readonly CoreSample[], killed: Organism): number {
  let reduction = 0;
  let before: CoreSample | undefined;
  for (const sample of history) {
    if (before !== undefined) {
      const colder = celsius(Math.min(before.core, sample.core));
      reduction += lethalRate(colder, killed) * Math.max(sample.at - before.at, 0);
    }
    before = sample;
  }
  return reduction;
}
