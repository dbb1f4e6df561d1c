import { celsius } from '../../shared/units.js';
import type { DairyKind } from '../foods/food.js';
import { byDecimalReduction, type InactivationModel, type Organism } from './inactivation-model.js';
import { byPublishedTimes, type PublishedTime } from './published-times.js';

/** Colder than this nothing is killed worth crediting: pathogens grow up to here. Source: Baldwin's guide. */
export const LETHAL_FROM = celsius(52.3);

const organism = (name: string, target: number, law: readonly [number, number, number]): Organism =>
  byDecimalReduction(name, target, law, LETHAL_FROM);

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
export const MOLLUSC_VIRUSES: readonly InactivationModel[] = [
  {
    name: 'Hepatitis A virus',
    target: 4,
    creditedFrom: VIRUS_KILLED_AT,
    z: 100,
    rate: (core) => (core >= VIRUS_KILLED_AT ? 1 / VIRUS_REDUCTION_SECONDS : 0),
  },
];

/**
 * Eggs in their shell by the temperature of their centre: the British equivalents of 2 min at 70 °C, which are 6 log of
 * Listeria. Nothing is credited below 57 °C, the coolest bath that any published rule for eggs names.
 * Source: ACMSF, Report on Vacuum Packaging and Associated Processes (1992), as in FSA guidance for caterers.
 */
export const EGG_CORE_TIMES: InactivationModel = byPublishedTimes(
  'Listeria',
  6,
  [
    [60, 45 * 60],
    [65, 10 * 60],
    [70, 2 * 60],
    [75, 30],
    [80, 6],
  ],
  celsius(57),
);

/** Batch and continuous pasteurisation of milk. Source: FDA, Grade A Pasteurized Milk Ordinance (2019), section 1. */
const MILK_TIMES: readonly PublishedTime[] = [
  [63, 30 * 60],
  [72, 15],
  [89, 1],
  [90, 0.5],
  [94, 0.1],
  [96, 0.05],
];

/** "The specified temperature shall be increased by 3 °C." Source: the same, for 10 % of fat or added sweeteners. */
const ENRICHED_BY = 3;

/** Source: the same, for eggnog. */
const EGGNOG_TIMES: readonly PublishedTime[] = [
  [69, 30 * 60],
  [80, 25],
  [83, 15],
];

/** Holder pasteurisation. Source: NICE CG93 (2010), Donor milk banks, recommendation on pasteurisation. */
const HOLDER_TIMES: readonly PublishedTime[] = [[62.5, 30 * 60]];

/** What milk is pasteurised for. Source: Codex CXC 57-2004, annex II: 5 log of Coxiella burnetii in whole milk. */
const inMilk = (times: readonly PublishedTime[]): readonly InactivationModel[] => [
  byPublishedTimes('Coxiella', 5, times),
];

/**
 * Milk by the temperature in the middle of its container. "Held continuously at or above": nothing is credited below the
 * coolest row. Between 63 °C and 72 °C the time falls to a tenth every 4.3 °C, which is how Coxiella dies.
 */
export const DAIRY_TIMES: Readonly<Record<DairyKind, readonly InactivationModel[]>> = {
  milk: inMilk(MILK_TIMES),
  enriched: inMilk(MILK_TIMES.map(([core, time]) => [core + ENRICHED_BY, time])),
  eggnog: inMilk(EGGNOG_TIMES),
  breast_milk: [byPublishedTimes('vegetative bacteria', 5, HOLDER_TIMES)],
};
