import type { PredictedReduction } from '../../safety/forecast.js';

/** What the safety engine says of the food of a cook at one moment. */
export interface FoodSafety {
  /** As far as the water was seen; null where heat need not make the food safe. */
  readonly pasteurized: boolean | null;
  /** The thickest piece that would be pasteurised by now, in mm; null where heat need not make the food safe. */
  readonly pasteurizedUpTo: number | null;
  /** When it was, or will be: wall clock, milliseconds since 1970; null when that is not known, or never. */
  readonly pasteurizedAt: number | null;
  /** Modelled core temperature in °C; null until the food is in. */
  readonly core: number | null;
  readonly reductions: readonly PredictedReduction[];
  /** Minutes that the core was between 5 and 54.4 °C; null until the food is in. */
  readonly inDangerZone: number | null;
  /** Minutes by which it is pasteurised later than planned; null until the food is in. */
  readonly addedMinutes: number | null;
  /** Minutes of the cook in long gaps without a reading; null until the food is in. */
  readonly unobservedMinutes: number | null;
  /** Whether it was too long between 5 and 54.4 °C and must be thrown away. */
  readonly spoilt: boolean;
  /** What was judged: the plan, or the water as it was measured. */
  readonly basis: string;
  /** Whether the engine has nothing against this cook. */
  readonly allowed: boolean;
  /** What a person should know. */
  readonly warnings: readonly string[];
}
