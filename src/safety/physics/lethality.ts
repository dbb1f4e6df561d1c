import { celsius, minutes, type Celsius, type Minutes } from '../../shared/units.js';
import type { Destruction } from './destruction.js';

/** A germ that heat kills as D and z tell. */
export interface Organism extends Destruction {
  /** Time for one decimal reduction at the reference temperature. */
  readonly decimalReduction: Minutes;
  readonly reference: Celsius;
}

/** Colder than this nothing is killed worth crediting: pathogens grow up to here. Source: Baldwin's guide. */
export const LETHAL_FROM = celsius(52.3);

function organism(
  name: string,
  target: number,
  [decimalReduction, reference, z]: readonly [number, number, number],
): Organism {
  // 10^(T/z) as e^(T·k), and the division by D done once: this runs for every moment of every plan.
  const [perDegree, atReference] = [Math.LN10 / z, 1 / (60 * decimalReduction)];
  return {
    name,
    target,
    decimalReduction: minutes(decimalReduction),
    reference: celsius(reference),
    z,
    creditedFrom: LETHAL_FROM,
    rate: (core) => (core >= LETHAL_FROM ? atReference * Math.exp((core - reference) * perDegree) : 0),
  };
}

/** Meat. Source: D-values in the caption of table 5.1 of Baldwin's guide; z recovered from the table. */
export const MEAT_ORGANISMS: readonly Organism[] = [
  organism('E. coli', 5, [19.35, 55, 4.87]),
  organism('Salmonella', 6.5, [13.18, 55, 7.58]),
  organism('Listeria', 6, [12.66, 55, 9.22]),
];

/** Poultry. Source: caption of table 4.1 of Baldwin's guide; z of Listeria recovered, of Salmonella unconfirmed. */
export const POULTRY_ORGANISMS: readonly Organism[] = [
  organism('Salmonella', 7, [4.68, 60, 6.45]),
  organism('Listeria', 6, [5.94, 60, 5.66]),
];

/** Lean fish. Source: Embarek and Huss (1993), caption of table 3.1 of Baldwin's guide; z recovered. */
export const LEAN_FISH_ORGANISMS: readonly Organism[] = [organism('Listeria', 6, [2.88, 60, 5.59])];

/** Fatty fish, and fish of an unknown kind, since this is the slower set. Source: as for lean fish. */
export const FATTY_FISH_ORGANISMS: readonly Organism[] = [organism('Listeria', 6, [5.13, 60, 5.68])];

/** Any food, for those who must be careful: 2 min at 70 °C. Source: FDA fish guidance, appendix 4, table A-3. */
export const STRICT_ORGANISMS: readonly Organism[] = [organism('Listeria', 6, [1 / 3, 70, 7.5])];

/** Eggs out of their shell: the Salmonella of meat, to the target of poultry. Source: as for meat. */
export const EGG_ORGANISMS: readonly Organism[] = [organism('Salmonella', 7, [13.18, 55, 7.58])];

/** °C at which hepatitis A was measured. */
const VIRUS_KILLED_AT = celsius(90);
/** Seconds there for one decimal reduction: 4 log in 90 s. */
const VIRUS_REDUCTION_SECONDS = 22.5;

/**
 * Bivalve shellfish. No z was ever given, so nothing is credited below 90 °C, and nothing more above it.
 * Source: NACMCF (2008), in Baldwin, IJGFS 1 (2012) 15-30, section 3.3.
 */
export const MOLLUSC_VIRUSES: readonly Destruction[] = [
  {
    name: 'Hepatitis A virus',
    target: 4,
    creditedFrom: VIRUS_KILLED_AT,
    z: 100,
    rate: (core) => (core >= VIRUS_KILLED_AT ? 1 / VIRUS_REDUCTION_SECONDS : 0),
  },
];
