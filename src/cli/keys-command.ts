import { Command } from 'commander';
import { CredentialsFileError } from '../config/config.errors.js';
import {
  endOf,
  isFreeName,
  isKeyName,
  SETTINGS_KEY,
  USUAL_RIGHTS,
  type NamedKey,
} from '../auth/named-key.js';
import { addKey, currentOf, hasEnded, newKey } from '../auth/key-changes.js';
import { readAllKeys, unrevoked, type KeyFiles } from '../auth/key-files.js';
import { readKeys } from '../auth/keys-file.js';
import { readOwnerKeys } from '../auth/owner-keys-file.js';
import type { CliContext } from './cli-context.js';
import { UsageError } from './cli.errors.js';
import { examples } from './examples.js';
import { editing, keyFilesHere, revokeIn, whileNamesAreKept } from './key-file-edits.js';
import { endingOf, KEY_SCOPES, rightsOf, type KeyOptions } from './key-options.js';
import { programName } from './variables-here.js';

const HOUR = 3_600_000;
/** How many hours an old key works beside the new one, and the most that this may be: a year. */
const OVERLAP = '24';
const LONGEST_OVERLAP = 8_784;

const MORE_HELP = `
Without a command, a new key is printed, to be set as API_KEY. A name has 1 to 32 of a-z, 0-9 and -. The running
server knows of every change within 2 seconds. The key of the settings is called ${SETTINGS_KEY}: to change it, set
another API_KEY and restart the server.

Without --scopes a key may do everything that API_KEY may. cook:start includes cook:stop and status:read.
`;

/** A request to change the keys, with everything that it touches. */
interface KeyRequest extends CliContext {
  readonly files: KeyFiles;
  readonly name: string;
}

/** `coddle keys`: makes API keys, and lists, rotates and revokes those that have a name. */
export function keysCommand(io: CliContext): Command {
  const group = new Command('keys')
    .description('Makes API keys, and lists, rotates and revokes those that have a name.')
    .addHelpText('after', MORE_HELP + examples('keys add phone', 'keys rotate phone --overlap 2'))
    .action(() => void io.stdout.write(`${newKey(io.randomBytes)}\n`));
  group
    .command('list')
    .summary('shows the names of the keys, and when they were added')
    .description('Shows the names of the keys, and when they were added.')
    .action(() => list(io));
  addCommand(group, io);
  group
    .command('rotate')
    .argument('<name>')
    .summary('makes a new key of that name; the old one keeps working for a while')
    .description('Makes a new key of that name; the old one keeps working for a while.')
    .option('--overlap <hours>', 'how long the old key keeps working', OVERLAP)
    .addHelpText('after', examples('keys rotate phone --overlap 2'))
    .action((name: string, { overlap }: { overlap: string }) =>
      rotate(requestOf(io, name), hoursOf(overlap)),
    );
  group
    .command('revoke')
    .argument('<name>')
    .summary('revokes every key of that name at once')
    .description('Revokes every key of that name at once.')
    .addHelpText('after', examples('keys revoke phone'))
    .action((name: string) => revoke(requestOf(io, name)));
  return group;
}

function addCommand(group: Command, io: CliContext): void {
  group
    .command('add')
    .argument('<name>')
    .summary('makes a key of that name and prints it, this once')
    .description('Makes a key of that name and prints it, this once.')
    .option('--scopes <list>', `what the key may do, some of ${KEY_SCOPES}`)
    .option('--devices <list>', 'the device_id of each cooker that it may see and use')
    .option('--expires <date>', 'when it ends, such as 2027-01-31 (midnight, UTC)')
    .option('--ask', "each of its starts needs the owner's approval")
    .addHelpText(
      'after',
      examples('keys add phone', 'keys add display --scopes status:read,history:read --expires 2027-01-31'),
    )
    .action((name: string, options: KeyOptions) => add(requestOf(io, name, isFreeName), options));
}

function requestOf(io: CliContext, name: string, isAllowed = isKeyName): KeyRequest {
  if (isAllowed(name)) return { ...io, files: keyFilesHere(io), name };
  throw new UsageError(
    `A key's name has 1 to 32 of a-z, 0-9 and -, and is not ${SETTINGS_KEY}, owner or cli; ${programName(io.variables)} keys --help shows an example.`,
  );
}

function hoursOf(overlap: string): number {
  const hours = Number(overlap);
  if (/^\d+(\.\d+)?$/.test(overlap) && hours <= LONGEST_OVERLAP) return hours;
  throw new UsageError(`The overlap is a number of hours from 0 to ${LONGEST_OVERLAP}, such as --overlap 2.`);
}

function list(io: CliContext): void {
  io.stdout.write(`${SETTINGS_KEY}  is API_KEY of the settings\n`);
  const { commands, page } = keyFilesHere(io);
  const [all, { keys: ofPage, revoked }] = [readKeys(commands), readOwnerKeys(page)];
  const show = (key: NamedKey, remark: string | false): void => {
    const remarks = [...remarksOn(key, io.now), remark].filter((one) => one !== false);
    io.stdout.write(`${key.name}  added ${[shown(key.added), ...remarks].join(', ')}\n`);
  };
  for (const key of all) show(key, revoked.includes(key.sha256) && 'revoked on the page');
  for (const key of ofPage) show(key, 'made on the page');
}

/** What sets a key apart from one without any restriction. */
function remarksOn({ expires, scopes, devices, ask }: NamedKey, now: Date): string[] {
  const end = expires !== null && `${hasEnded({ expires }, now) ? 'ended' : 'ends'} ${shown(expires)}`;
  const may = scopes.join() !== USUAL_RIGHTS.scopes.join() && `scopes ${scopes.join(' ')}`;
  const on = devices !== null && `only on ${devices.join(' and ')}`;
  return [end, may, on, ask && 'asks before it starts'].filter((remark) => remark !== false);
}

function add(request: KeyRequest, options: KeyOptions): void {
  const { name, variables, files, now } = request;
  const grant = { ...rightsOf(options, request), expires: endingOf(options, request) };
  const key = whileNamesAreKept(files, () => {
    if (currentOf(readAllKeys(files), now).some((other) => other.name === name)) {
      throw new CredentialsFileError(
        `There is already a key of that name: choose another name, or run ${programName(variables)} keys rotate ${name}`,
      );
    }
    return addKey({ ...request, edit: editing(request, 'commands') }, (keys) => ({ keys, grant }));
  });
  print(request, key, 'It works within 2 seconds.');
}

function rotate(request: KeyRequest, overlap: number): void {
  const { name, now, files } = request;
  requireKey(currentOf(readAllKeys(files), now), request);
  const ofCommands = unrevoked(readKeys(files.commands), readOwnerKeys(files.page));
  const place = currentOf(ofCommands, now).some((key) => key.name === name) ? 'commands' : 'page';
  const end = now.getTime() + overlap * HOUR;
  const expires = new Date(end).toISOString();
  const key = addKey({ ...request, edit: editing(request, place) }, (keys) => {
    requireKey(keys, request);
    // The new key may do what the newest one may, and no longer.
    const grant = keys.findLast((key) => key.name === name)!;
    return {
      keys: keys.map((old) => (old.name === name && endOf(old) > end ? { ...old, expires } : old)),
      grant,
    };
  });
  print(request, key, `The old key works until ${shown(expires)}.`);
}

function revoke(request: KeyRequest): void {
  const { name, stderr } = request;
  const told = `${name} is refused within 2 seconds.\n`;
  // Whatever lies in the folder of the service, it keeps no key of the commands alive.
  const isOfCommands = revokeIn(request, 'commands');
  if (isOfCommands) stderr.write(told);
  if (revokeIn(request, 'page')) stderr.write(isOfCommands ? '' : told);
  else if (!isOfCommands) requireKey([], request);
}

/** The key alone goes to stdout, where a pipe may take it; what a person should know goes to stderr. */
function print({ name, stdout, stderr }: KeyRequest, key: string, more: string): void {
  stdout.write(`${key}\n`);
  stderr.write(`This is the key of ${name}; it is not shown again. ${more}\n`);
}

function requireKey(keys: readonly NamedKey[], { name, variables }: KeyRequest): void {
  if (keys.some((key) => key.name === name)) return;
  // The word is not repeated, since someone may have put a key in its place.
  throw new CredentialsFileError(
    `There is no key of that name: ${programName(variables)} keys list shows them all`,
  );
}

const shown = (instant: string): string => `${new Date(instant).toISOString().slice(0, 16)}Z`;
