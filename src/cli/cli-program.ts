import { Command, CommanderError } from 'commander';
import { CoddleError } from '../shared/errors.js';
import { cliContext, type CliContext } from './cli-context.js';
import { EndedError, UsageError } from './cli.errors.js';
import type { CommandIo } from './command-line.js';
import { usageSentence } from './usage-sentence.js';
import { programName } from './variables-here.js';

/** Makes one command with its options, its help and what it does. */
export type CliCommand = (io: CliContext) => Command;

interface Entry {
  readonly name: string;
  readonly alias?: string;
  /** The line of `coddle --help`. */
  readonly summary: string;
  /** Loads the command: each run pays for the parts of one command only. */
  readonly load: () => Promise<CliCommand>;
}

/** Every command of `coddle`. */
export const COMMANDS: readonly Entry[] = [
  {
    name: 'status',
    summary: 'shows whether Coddle is running, whether the cooker is online, and what is cooking',
    load: async () => (await import('./status-command.js')).statusCommand,
  },
  {
    name: 'stop',
    summary: 'stops the cook, whoever started it',
    load: async () => (await import('./stop-command.js')).stopCommand,
  },
  {
    name: 'check',
    summary: 'says whether a plan is safe, and starts nothing',
    load: async () => (await import('./check-command.js')).checkCommand,
  },
  {
    name: 'discarded',
    summary: 'confirms that the food of an interrupted cook was thrown away',
    load: async () => (await import('./discarded-command.js')).discardedCommand,
  },
  {
    name: 'alerts',
    summary: 'lists and acknowledges alerts, and tests the channels that send them',
    load: async () => (await import('./alerts-command.js')).alertsCommand,
  },
  {
    name: 'approvals',
    summary: 'lists, approves and denies starts that wait for the owner',
    load: async () => (await import('./approvals-command.js')).approvalsCommand,
  },
  {
    name: 'arm',
    summary: 'lets a client start cooks without asking, for a time',
    load: async () => (await import('./arm-command.js')).armCommand,
  },
  {
    name: 'disarm',
    summary: 'has armed clients ask again before each start',
    load: async () => (await import('./arm-command.js')).disarmCommand,
  },
  {
    name: 'armings',
    summary: 'lists the clients that may start without asking',
    load: async () => (await import('./arm-command.js')).armingsCommand,
  },
  {
    name: 'clients',
    summary: 'lists and disconnects the apps that you connected',
    load: async () => (await import('./clients-command.js')).clientsCommand,
  },
  {
    name: 'probes',
    summary: 'lists the probes that keys push, and says which of them count',
    load: async () => (await import('./probes-command.js')).probesCommand,
  },
  {
    name: 'owner',
    summary: "sets the owner's password, makes a login link, lists and ends sessions",
    load: async () => (await import('./owner-command.js')).ownerCommand,
  },
  {
    name: 'thermometers',
    summary: 'signs in to the clouds of wireless thermometers, and out',
    load: async () => (await import('./thermometers-command.js')).thermometersCommand,
  },
  {
    name: 'doctor',
    summary: 'checks everything that Coddle needs, and says how to fix what is wrong',
    load: async () => (await import('./doctor/doctor-command.js')).doctorCommand,
  },
  {
    name: 'replay',
    summary: 'shows what would have been forecast during a recorded cook',
    load: async () => (await import('./replay-command.js')).replayCommand,
  },
  {
    name: 'journal',
    summary: 'verifies and lists the journal of commands',
    load: async () => (await import('./journal-command.js')).journalCommand,
  },
  {
    name: 'keys',
    alias: 'key',
    summary: 'makes, lists, rotates and revokes API keys',
    load: async () => (await import('./keys-command.js')).keysCommand,
  },
  {
    name: 'credentials',
    summary: 'encrypts and decrypts credentials files',
    load: async () => (await import('./credentials-command.js')).credentialsCommand,
  },
  {
    name: 'backup',
    summary: 'saves settings, keys, cooks and journal to one file',
    load: async () => (await import('./backup/backup-command.js')).backupCommand,
  },
  {
    name: 'restore',
    summary: 'restores what a backup holds',
    load: async () => (await import('./backup/restore-command.js')).restoreCommand,
  },
  {
    name: 'update',
    summary: 'installs a newer release, and returns to this one if it does not become ready',
    load: async () => (await import('./update/update-command.js')).updateCommand,
  },
  {
    name: 'rollback',
    summary: 'returns to the previous release',
    load: async () => (await import('./update/rollback-command.js')).rollbackCommand,
  },
];

const MORE_HELP = `
coddle COMMAND --help shows the options of a command and an example.

stop, status, check, discarded, alerts, approvals, arm, disarm, armings, clients, probes, owner and thermometers work
on the server whose settings are in the environment or in ./config, otherwise on the installed server. Environment:
  CODDLE_ROOT  the folder that holds the installation, instead of /
  CONFIG_DIR, DATA_DIR, HOST, PORT, API_KEY and the other settings count as they do for the server`;

/**
 * The whole command line of Coddle. Exit codes: 0 success, 1 failed or something is wrong, 2 wrong usage.
 */
export async function runCli(argv: readonly string[], commandIo: CommandIo): Promise<number> {
  const io = cliContext(commandIo);
  try {
    await (await makeProgram(io, argv)).parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof EndedError) return error.exitCode;
    // Its help or version was shown: on request, or because a command was missing.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof CoddleError)) throw error;
    io.stderr.write(`${error.message}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

/** `coddle` with those commands loaded that are named on the command line; of the others only the summary counts. */
async function makeProgram(io: CliContext, argv: readonly string[]): Promise<Command> {
  const program = new Command(programName(io.variables))
    .description('Runs and maintains Coddle on this machine.')
    .version(`Coddle ${io.version ?? 'without a version'}`, '--version', 'print the version of this release')
    .helpOption('-h, --help', 'print this help')
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      // What is wrong is said once, by `usageSentence`.
      outputError: () => undefined,
    })
    .addHelpText('after', MORE_HELP);
  for (const { name, alias, summary, load } of COMMANDS) {
    const isNamed = argv.some((word) => word === name || word === alias);
    const command = isNamed ? (await load())(io) : new Command(name);
    if (alias !== undefined) command.alias(alias);
    program.addCommand(command.summary(summary));
  }
  return withUsageErrors(program);
}

/** Has a command and those below it throw instead of ending the process. */
function withUsageErrors(command: Command): Command {
  command.exitOverride((error) => {
    throw IS_SHOWN.test(error.code) ? error : new UsageError(usageSentence(command, error));
  });
  for (const one of command.commands) withUsageErrors(one.copyInheritedSettings(command));
  return command;
}

const IS_SHOWN = /^commander\.(?:help|version)/;
