import type { PredictedReduction } from '../../safety/forecast.js';
import type { ProbeEffect } from '../../safety/measured/corrected-food.js';
import type { DifferenceCause } from '../../safety/measured/likely-cause.js';

/** The core as a probe in the food measures it, beside the modelled one. */
export interface MeasuredBeside {
  readonly sessionId: string;
  readonly probeId: string;
  /** As read, in °C; null without a reading. */
  readonly celsius: number | null;
  /** When the device measured it: milliseconds since 1970. */
  readonly readingAt: number | null;
  /** Its age in seconds at the time of this assessment. */
  readonly ageSeconds: number | null;
  /** The measured core less the modelled one, in °C. */
  readonly difference: number | null;
  readonly cause: DifferenceCause | null;
  readonly effect: ProbeEffect;
  /** Whether no piece of this food can have what it reads. */
  readonly implausible: boolean;
}

/** The safety of the food of a cook at one time. */
export interface FoodSafety {
  /** As far as the water was measured; null when heat is not needed to make the food safe. */
  readonly pasteurized: boolean | null;
  /** The thickest piece that would be pasteurised by now, in mm; null when heat is not needed to make the food safe. */
  readonly pasteurizedUpTo: number | null;
  /** When it was or will be pasteurised: wall clock, milliseconds since 1970; null when that is unknown or never. */
  readonly pasteurizedAt: number | null;
  /** Modelled core temperature in °C; null until the food is in. */
  readonly core: number | null;
  readonly reductions: readonly PredictedReduction[];
  /** Minutes for which the core was between 5 and 54.4 °C; null until the food is in. */
  readonly inDangerZone: number | null;
  /** Minutes by which pasteurisation is later than planned; null until the food is in. */
  readonly addedMinutes: number | null;
  /** Minutes of the cook in long gaps without a reading; null until the food is in. */
  readonly unobservedMinutes: number | null;
  /** Whether the food was between 5 and 54.4 °C for too long and must be thrown away. */
  readonly spoilt: boolean;
  /** The basis of the assessment: the plan, or the measured water. */
  readonly basis: string;
  /** Whether the engine has no objection to this cook. */
  readonly allowed: boolean;
  /** Warnings for the user. */
  readonly warnings: readonly string[];
  /** The measured core; left out without a probe in the food. */
  readonly measured?: MeasuredBeside;
}
