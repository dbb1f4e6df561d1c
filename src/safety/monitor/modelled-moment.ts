import type { Celsius } from '../../shared/units.js';
import type { InactivationModel } from '../physics/inactivation-model.js';

/** One pathogen in a modelled core. */
export interface ModelledTally {
  readonly pathogen: InactivationModel;
  /** Its decimal reductions by the model so far. */
  readonly reached: number;
  /** Whether it counts at the present setpoint. */
  readonly counts: boolean;
}

/** The model of a food at one state of its cooker, as a probe in the food is compared with it. */
export interface ModelledMoment {
  /** On the clock of the monitor, in milliseconds. */
  readonly at: number;
  /** How long the food has been in the water, and how long of that bacteria grew by the model: in milliseconds. */
  readonly inWater: number;
  readonly growing: number;
  readonly water: Celsius;
  /** The setpoint. */
  readonly target: Celsius;
  readonly core: Celsius;
  /** Every pathogen of the food. */
  readonly tallies: readonly ModelledTally[];
  /** Whether the food may be called pasteurised at the present setpoint. */
  readonly allowed: boolean;
}
