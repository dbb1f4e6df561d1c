import { Command, CommanderError } from 'commander';
import type { Command as PlainCommand, CommandIo } from '../config/command-line.js';
import { credentialsCommand } from '../config/credentials-command.js';
import { keyCommand } from '../config/key-command.js';
import { CoddleError } from '../shared/errors.js';
import { journalCommand } from '../storage/journal-command.js';
import { backupCommand } from './backup/backup-command.js';
import { restoreCommand } from './backup/restore-command.js';
import { cliContext, type CliContext } from './cli-context.js';
import { discardedCommand } from './discarded-command.js';
import { doctorCommand } from './doctor/doctor-command.js';
import { installedVariables } from './installed-settings.js';
import { statusCommand } from './status-command.js';
import { stopCommand } from './stop-command.js';
import { checkCommand } from './update/check-command.js';
import { rollbackCommand } from './update/rollback-command.js';
import { updateCommand } from './update/update-command.js';

/** What `coddle` can be told to do, each with its own options. */
export type CliCommand = (io: CliContext) => Command;

const COMMANDS: readonly CliCommand[] = [
  backupCommand,
  restoreCommand,
  doctorCommand,
  statusCommand,
  stopCommand,
  discardedCommand,
  updateCommand,
  rollbackCommand,
  checkCommand,
  (io) => plain(io, 'key', 'lists, adds, rotates and revokes API keys', keyCommand),
  (io) => plain(io, 'credentials', 'seals and opens credentials files', credentialsCommand),
  (io) => plain(io, 'journal', 'follows the journal of commands and tells whether it holds', journalCommand),
];

const MORE_HELP = `
stop, status and discarded speak to the server whose settings are in the environment or in the folder config here,
else to the installed one. Environment:
  CODDLE_ROOT  takes the installation below this folder instead of that of this machine
  CONFIG_DIR, DATA_DIR, HOST, PORT, API_KEY and the other settings count as for the server`;

/**
 * Looks after an installation of Coddle: all that `coddle` does on the command line. Exit codes: 0 done and well,
 * 1 failed or something is wrong, 2 called wrongly.
 */
export async function runCli(argv: readonly string[], commandIo: CommandIo): Promise<number> {
  const io = cliContext(commandIo);
  try {
    await programOf(io).parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof Ended) return error.exitCode;
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof CoddleError)) throw error;
    io.stderr.write(`${error.message}\n`);
    return 1;
  }
}

function programOf(io: CliContext): Command {
  const program = new Command('coddle')
    .description('Looks after Coddle on this machine.')
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    })
    .addHelpText('after', MORE_HELP)
    .showHelpAfterError('coddle --help names all commands.')
    .enablePositionalOptions()
    .exitOverride();
  for (const command of COMMANDS) program.addCommand(command(io).copyInheritedSettings(program));
  return program;
}

/** Carries the exit code of a command that has said everything itself. */
class Ended extends Error {
  constructor(readonly exitCode: number) {
    super();
  }
}

/** A command that reads its own words; it is given the variables of the installed service. */
function plain(
  io: CliContext,
  name: string,
  description: string,
  commandOf: (program: string) => PlainCommand,
): Command {
  return new Command(name)
    .description(description)
    .argument('[words...]')
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .action((words: string[]) => {
      // What systemd hands over lies in memory: keys made there would not outlive a restart.
      const variables = { ...installedVariables(io), CONFIG_DIR: io.places.etc, ...io.variables };
      const code = commandOf(`coddle ${name}`)(words, { ...io, variables });
      if (code !== 0) throw new Ended(code);
    });
}
