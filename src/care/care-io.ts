import type { CommandIo } from '../config/command-line.js';
import { SystemClock, type Clock } from '../shared/clock.js';
import { placesBelow, type Places } from './places.js';
import { programsOf, type RunProgram } from './run-program.js';

/** All that the commands of care may touch besides files; a test passes its own. */
export interface CareIo extends CommandIo {
  readonly places: Places;
  readonly clock: Clock;
  readonly run: RunProgram;
  readonly fetch: typeof fetch;
}

/** The machine's own, below `CODDLE_ROOT` when that is set: for a look into an installation elsewhere. */
export const careIo = (io: CommandIo): CareIo => ({
  ...io,
  places: placesBelow(io.variables['CODDLE_ROOT'] || '/'),
  clock: new SystemClock(),
  run: programsOf(io.variables),
  fetch,
});
