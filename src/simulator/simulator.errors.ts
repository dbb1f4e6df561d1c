import { KitchenError } from '../shared/errors.js';

/** Thrown when the simulator was asked for something that it cannot be. */
export class SimulatorOptionError extends KitchenError {
  readonly code = 'SIMULATOR_OPTION';
  readonly kind = 'invalid';
}
