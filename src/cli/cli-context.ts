import type { CommandIo } from './command-line.js';
import { SystemClock, type Clock } from '../shared/clock.js';
import { processTerminal, type OwnerTerminal } from './owner-terminal.js';
import { placesBelow, type Places } from './places.js';
import { programsOf, withoutServices, type RunProgram } from './run-program.js';

/** Everything that the commands may touch besides files; a test passes its own. */
export interface CliContext extends CommandIo {
  readonly places: Places;
  readonly clock: Clock;
  readonly run: RunProgram;
  readonly fetch: typeof fetch;
  readonly terminal: OwnerTerminal;
}

/**
 * The machine's own, or below `CODDLE_ROOT` those of an installation elsewhere, where `CODDLE_SYSTEMCTL` may name a
 * program that stands in for systemctl.
 */
export function cliContext(io: CommandIo): CliContext {
  const places = placesBelow(io.variables['CODDLE_ROOT'] || '/');
  const run = programsOf(io.variables);
  return {
    ...io,
    places,
    clock: new SystemClock(),
    run: places.isLive ? run : withoutServices(run, io.variables['CODDLE_SYSTEMCTL']),
    fetch,
    terminal: processTerminal(),
  };
}
