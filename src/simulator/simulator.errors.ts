import { CoddleError } from '../shared/errors.js';

/** Thrown when the simulator was asked for something that it cannot be. */
export class SimulatorOptionError extends CoddleError {
  readonly code = 'SIMULATOR_OPTION';
  readonly kind = 'invalid';
}
