import { Command } from 'commander';
import type { ListedArming } from '../owner/arming.commands.js';
import { nameInSentence, printable } from '../shared/printable.js';
import { UsageError } from './cli.errors.js';
import type { CliContext } from './cli-context.js';
import { examples } from './examples.js';
import { askAsOwner, askRunningServer, askServer, requirePerson } from './owner-client.js';

const MORE_HELP = `
For that time it starts cooks on that cooker without asking, where the food will be pasteurised or heat is not needed to
make it safe. Everything else still waits for your approval. After a restart of the server an arming waits until the
clock is known to be right; a clock that is set back ends it. It asks for the owner's password.
`;
const HOUR = 3600_000;
const MINUTE = 60_000;

interface Options {
  readonly device?: string;
  readonly starts?: string;
}

/** `coddle arm PRINCIPAL TIME`: the owner lets a client start cooks without asking. */
export const armCommand = (io: CliContext): Command =>
  new Command('arm')
    .description('Lets a client that has to ask start cooks without asking, for at most 24 hours.')
    .argument('<client>', 'the name of its key, or its id as coddle clients list shows it')
    .argument('<time>', 'such as 4h, 90m or 1h30m')
    .option('--device <id>', 'the cooker, where there are several')
    .option('--starts <number>', 'how many starts; 1 when left out')
    .addHelpText('after', MORE_HELP + examples('arm tablet 4h', 'arm tablet 90m --starts 3'))
    .action((client: string, time: string, options: Options) => arm(io, client, time, options));

/** `coddle disarm [PRINCIPAL]`: ends armings. */
export const disarmCommand = (io: CliContext): Command =>
  new Command('disarm')
    .description('Has armed clients ask again before each start.')
    .argument('[client]', 'the client; all of them when left out')
    .addHelpText('after', examples('disarm', 'disarm tablet'))
    .action((client?: string) => disarm(io, client));

/** `coddle armings`: lists them. */
export const armingsCommand = (io: CliContext): Command =>
  new Command('armings')
    .description('Lists the clients that may start cooks without asking.')
    .addHelpText('after', examples('armings'))
    .action(() => list(io));

async function arm(io: CliContext, client: string, time: string, options: Options): Promise<void> {
  const request = {
    command: 'arm',
    arguments: {
      principal: client,
      lasts_ms: durationOf(time),
      starts: startsOf(options),
      device_id: options.device,
    },
  };
  requirePerson(io.terminal);
  const { server } = await armingsOf(io);
  io.stdout.write(`${printable(client)} would start cooks without asking, for ${time}.\n`);
  io.stdout.write(`${lineOf((await askAsOwner(io, server, request)) as ListedArming)}\n`);
}

async function disarm(io: CliContext, client: string | undefined): Promise<void> {
  requirePerson(io.terminal);
  const { server } = await armingsOf(io);
  const request = { command: 'disarm', arguments: { principal: client } };
  const { ended } = (await askAsOwner(io, server, request)) as { readonly ended: number };
  io.stdout.write(
    ended === 0 ? 'Nothing was armed.\n' : `Ended: ${ended === 1 ? '1 arming' : `${ended} armings`}.\n`,
  );
}

async function list(io: CliContext): Promise<void> {
  const { armings } = await armingsOf(io);
  if (armings.length === 0) io.stdout.write('No client is armed.\n');
  for (const arming of armings) io.stdout.write(`${lineOf(arming)}\n`);
}

async function armingsOf(io: CliContext) {
  const { server, result } = await askRunningServer(io, (one) =>
    askServer(one, { command: 'armings', arguments: {} }),
  );
  return { server, armings: result as readonly ListedArming[] };
}

function lineOf({ principal, device_name, until, starts_left, suspended }: ListedArming): string {
  const starts = starts_left === 1 ? '1 start' : `${starts_left} starts`;
  const waits = suspended ? '; suspended until the clock of the server is synchronised' : '';
  return `${printable(principal)} is armed on ${nameInSentence(device_name)} for ${starts} until ${until.slice(0, 16)}Z${waits}.`;
}

/** @throws UsageError */
function durationOf(text: string): number {
  const [, hours, minutes] = /^(?:(\d{1,4})h)?(?:(\d{1,4})m(?:in)?)?$/.exec(text) ?? [];
  const lasts = Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * MINUTE;
  if (lasts > 0 && lasts <= 24 * HOUR) return lasts;
  throw new UsageError('The time is at most 24 hours, such as 4h, 90m or 1h30m.');
}

/** @throws UsageError */
function startsOf({ starts = '1' }: Options): number {
  if (/^([1-9]|1\d|20)$/.test(starts)) return Number(starts);
  throw new UsageError('The number of starts is 1 to 20, such as --starts 3.');
}
