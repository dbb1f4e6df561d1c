import { Command } from 'commander';
import {
  accountFileIn,
  readAccount,
  removeAccount,
  requireSealing,
  writeAccount,
  type Sealing,
} from '../thermometers/accounts/account-file.js';
import { SIGN_IN_VENDORS, type SignInVendor } from '../thermometers/accounts/sign-in-vendors.js';
import type { SignedInAccount } from '../thermometers/accounts/sign-in.js';
import { CloudError } from '../thermometers/vendors/polling/cloud-error.js';
import { HttpTransport } from '../thermometers/vendors/polling/http-transport.js';
import { printable, quoted } from '../shared/printable.js';
import { CliError, UsageError } from './cli.errors.js';
import type { CliContext } from './cli-context.js';
import { examples } from './examples.js';
import { serversHere, type ServerHere } from './server-here.js';
import { listenToBroker } from './thermometers-listen.js';

const MORE_HELP = `
The password is used once and kept nowhere: what the cloud gives for it is sealed with ENCRYPTION_KEY in the folder of
the data. A running server follows the account within seconds, and needs no restart.

At a terminal the password is asked for and not shown. Otherwise it is the first line of the standard input, and
--account names the account. No option and no variable takes a password.
`;
const NAMES = SIGN_IN_VENDORS.map(({ vendor }) => vendor).join(', ');
/** Names of thermometers that are listed. */
const MOST_NAMES = 20;

interface Options {
  readonly account?: string;
}

/** `coddle thermometers`: the accounts in the clouds of wireless thermometers. */
export function thermometersCommand(io: CliContext): Command {
  const group = new Command('thermometers')
    .description('Signs in to the clouds of wireless thermometers, and out.')
    .addHelpText('after', MORE_HELP + examples('thermometers sign-in thermoworks', 'thermometers list'));
  group
    .command('sign-in')
    .argument('<vendor>', NAMES)
    .option('--account <name>', 'the account, where no person is asked')
    .summary('signs in to the cloud of a vendor, and says what it found')
    .description('Signs in to the cloud of a vendor, and says which thermometers it found there.')
    .addHelpText('after', examples('thermometers sign-in thermoworks'))
    .action((vendor: string, options: Options) => signIn(io, vendorOf(vendor), options));
  group
    .command('sign-out')
    .argument('<vendor>', NAMES)
    .summary('removes the account of a vendor from this machine')
    .description('Removes the account of a vendor from this machine. Its readings stay.')
    .addHelpText('after', examples('thermometers sign-out thermoworks'))
    .action((vendor: string) => signOut(io, vendorOf(vendor)));
  group
    .command('list')
    .summary('lists the vendors, and where you are signed in')
    .description('Lists the vendors, and where you are signed in.')
    .addHelpText('after', examples('thermometers list'))
    .action(() => list(io));
  group
    .command('listen')
    .option('--seconds <number>', 'how long it listens', '10')
    .summary('shows what an MQTT broker sends, and what the mapping makes of it')
    .description(
      'Shows the topics that the broker in MQTT_URL gives within some seconds, and what probes.json makes of each.',
    )
    .addHelpText('after', examples('thermometers listen'))
    .action(({ seconds }: { seconds: string }) => listenToBroker(io, secondsOf(seconds)));
  return group;
}

/** @throws UsageError */
function secondsOf(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new UsageError('--seconds must be a whole number from 1 to 999.');
  return Number(text);
}

/** @throws UsageError */
function vendorOf(word: string): SignInVendor {
  const vendor = SIGN_IN_VENDORS.find((one) => one.vendor === word.toLowerCase());
  if (vendor === undefined) throw new UsageError(`The vendors are: ${NAMES}.`);
  return vendor;
}

const sealingOf = (io: CliContext, { settings }: ServerHere): Sealing => ({
  keys: settings.encryptionKeys,
  now: io.clock.now(),
  random: io.randomBytes,
});

async function signIn(io: CliContext, vendor: SignInVendor, options: Options): Promise<void> {
  const [server] = serversHere(io);
  requireSealing(sealingOf(io, server));
  const name = await accountName(io, vendor, options);
  const { token, found } = await signedIn(io, server, vendor, name);
  const file = accountFileIn(server.settings.dataDir, vendor.vendor);
  writeAccount(file, { name, token }, sealingOf(io, server));
  io.stdout.write(`Signed in to ${vendor.name}. ${foundInWords(vendor, found)}\n`);
}

async function accountName(
  { terminal }: CliContext,
  vendor: SignInVendor,
  options: Options,
): Promise<string> {
  const { account } = options;
  if (account === undefined && !terminal.isInteractive)
    throw new UsageError(
      'Without a terminal, --account names the account, and the password is read from the standard input.',
    );
  const name = (account ?? (await terminal.ask(`${vendor.accountName}: `))).trim();
  if (name === '') throw new CliError('Cancelled: nothing was changed.');
  return name;
}

async function signedIn(
  { terminal, clock }: CliContext,
  { settings }: ServerHere,
  vendor: SignInVendor,
  name: string,
): Promise<SignedInAccount> {
  const password = terminal.isInteractive
    ? await terminal.askUnseen('Password: ')
    : await terminal.pipedLine();
  if (password === '') throw new CliError('No password was given: nothing was changed.');
  // The vendors' code has Nest's logger in it, whose classes need this before they are loaded.
  await import('reflect-metadata');
  const load = await vendor.load();
  try {
    return await load({
      name,
      password,
      environment: settings,
      network: { transport: new HttpTransport(), clock },
    });
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    throw new CliError(refusalInWords(vendor, error), { cause: error });
  }
}

function refusalInWords({ name, accountName: account }: SignInVendor, { kind, message }: CloudError): string {
  if (kind === 'limited') return `${name} refuses further attempts for now: wait an hour, then try again.`;
  if (kind === 'needs_sign_in' && message === 'disabled')
    return `${name} has disabled this account: its support can say why.`;
  if (kind === 'needs_sign_in')
    return `${name} refuses this ${account.toLowerCase()} and password: nothing was changed.`;
  return `The cloud of ${name} cannot be read (${message}): try again later.`;
}

function foundInWords({ noneFound }: SignInVendor, found: readonly string[]): string {
  if (found.length === 0) return noneFound ?? 'The account has no thermometer yet.';
  const names = found.slice(0, MOST_NAMES).map(quoted).join(', ');
  const more = found.length > MOST_NAMES ? ` and ${found.length - MOST_NAMES} more` : '';
  return `The account has ${found.length === 1 ? 'one thermometer' : `${found.length} thermometers`}: ${names}${more}.`;
}

function signOut(io: CliContext, { vendor, name }: SignInVendor): void {
  const [server] = serversHere(io);
  const wasSignedIn = removeAccount(accountFileIn(server.settings.dataDir, vendor));
  io.stdout.write(
    wasSignedIn ? `Signed out of ${name}. The readings stay.\n` : `Not signed in to ${name}.\n`,
  );
}

function list(io: CliContext): void {
  const [server] = serversHere(io);
  for (const { vendor, name } of SIGN_IN_VENDORS) {
    const account = readAccount(accountFileIn(server.settings.dataDir, vendor), sealingOf(io, server));
    const state = account === undefined ? 'not signed in' : `signed in as ${printable(account.name)}`;
    io.stdout.write(`${vendor}  ${name}: ${state}\n`);
  }
}
