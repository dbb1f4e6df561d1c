import { hash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { CoddleError } from '../shared/errors.js';
import type { Command, CommandIo } from './command-line.js';
import { CredentialsFileError } from './config.errors.js';
import type { RandomBytes } from './fernet.js';
import {
  changeKeys,
  endOf,
  isKeyName,
  keysFileIn,
  readKeys,
  SETTINGS_KEY,
  type NamedKey,
} from './keys-file.js';
import type { FileName } from './private-file.js';

const KEY_LENGTH = 32;
const HOUR = 3_600_000;
/** For how many hours an old key works beside the new one, and how many that may be: a year. */
const OVERLAP = 24;
const LONGEST_OVERLAP = 8_784;

const usage = (program: string): string => `Usage:
  ${program.replace(/ --$/, '')}    prints a new API key; set it as API_KEY
  ${program} list    shows the names of the keys
  ${program} add NAME    makes a key and prints it, this once
  ${program} rotate NAME [--overlap HOURS]    makes a new key of that name; the old one works for ${OVERLAP} hours more
  ${program} revoke NAME    ends a key at once
A NAME has 1 to 32 of a-z, 0-9 and -. The running server knows of every change within 2 seconds.
The key of the settings is called ${SETTINGS_KEY}: to change it, set another as API_KEY and start the server anew.
`;

/** What the caller wants, with all that it takes. */
interface KeyRequest extends CommandIo {
  /** How the operator calls this command. */
  readonly program: string;
  readonly file: FileName;
  readonly name: string;
  readonly overlap: number;
}

interface Action {
  /** How many names it takes. */
  readonly names: number;
  readonly act: (errand: KeyRequest) => void;
}

const ACTIONS: ReadonlyMap<string | undefined, Action> = new Map([
  [undefined, { names: 0, act: ({ stdout, randomBytes }) => stdout.write(`${newKey(randomBytes)}\n`) }],
  ['list', { names: 0, act: list }],
  ['add', { names: 1, act: add }],
  ['rotate', { names: 1, act: rotate }],
  ['revoke', { names: 1, act: revoke }],
]);

/**
 * The command that makes API keys, and lists, adds, rotates and revokes those that have a name.
 * @param program how the operator calls it, for the commands that it advises
 */
export const keyCommand =
  (program: string): Command =>
  (argv, io) => {
    const errand = errandOf(argv, io, program);
    if (errand === undefined) {
      io.stderr.write(usage(program));
      return 2;
    }
    try {
      errand.act(errand);
      return 0;
    } catch (error) {
      if (!(error instanceof CoddleError)) throw error;
      io.stderr.write(`${error.message}\n`);
      return 1;
    }
  };

function list({ file, now, stdout }: KeyRequest): void {
  stdout.write(`${SETTINGS_KEY}  is API_KEY of the settings\n`);
  for (const { name, added, expires } of readKeys(file)) {
    const end =
      expires === null ? '' : `, ${hasEnded({ expires }, now) ? 'ended' : 'ends'} ${shown(expires)}`;
    stdout.write(`${name}  added ${shown(added)}${end}\n`);
  }
}

function add(errand: KeyRequest): void {
  const { name, program } = errand;
  const key = addKey(errand, (keys) => {
    if (keys.some((other) => other.name === name)) {
      throw new CredentialsFileError(
        `There is a key of that name already: choose another, or run ${program} rotate ${name}`,
      );
    }
    return keys;
  });
  handOver(errand, key, 'It works within 2 seconds.');
}

function rotate(errand: KeyRequest): void {
  const { name, now, overlap } = errand;
  const end = now.getTime() + overlap * HOUR;
  const expires = new Date(end).toISOString();
  const key = addKey(errand, (keys) => {
    mustHold(keys, errand);
    return keys.map((old) => (old.name === name && endOf(old) > end ? { ...old, expires } : old));
  });
  handOver(errand, key, `What was called so before works until ${shown(expires)}.`);
}

function revoke(errand: KeyRequest): void {
  const { file, name, now, randomBytes, stderr } = errand;
  changeKeys(file, randomBytes, (keys) => {
    const living = livingOf(keys, now);
    mustHold(living, errand);
    return living.filter((key) => key.name !== name);
  });
  stderr.write(`${name} is refused within 2 seconds.\n`);
}

/** Adds a new key to what `change` makes of the living ones, and returns it. */
function addKey(
  { file, name, now, randomBytes }: KeyRequest,
  change: (keys: NamedKey[]) => NamedKey[],
): string {
  const key = newKey(randomBytes);
  const entry = { name, sha256: hash('sha256', key), added: now.toISOString(), expires: null };
  changeKeys(file, randomBytes, (keys) => [...change(livingOf(keys, now)), entry]);
  return key;
}

/** The key alone goes where a pipe may take it, what a person should know beside it. */
function handOver({ name, stdout, stderr }: KeyRequest, key: string, more: string): void {
  stdout.write(`${key}\n`);
  stderr.write(`This is the key of ${name}, and it is not shown again. ${more}\n`);
}

function mustHold(keys: readonly NamedKey[], { name, program }: KeyRequest): void {
  if (keys.some((key) => key.name === name)) return;
  // The word is not repeated, since someone may have put a key in its place.
  throw new CredentialsFileError(`There is no key of that name: ${program} list shows them all`);
}

/** A new API key. */
export const newKey = (random: RandomBytes): string => `sk-anova-${random(KEY_LENGTH).toString('base64url')}`;
const hasEnded = (key: Pick<NamedKey, 'expires'>, now: Date): boolean => endOf(key) <= now.getTime();
/** Whoever changes the file leaves out what has ended, so that it never grows full. */
const livingOf = (keys: readonly NamedKey[], now: Date): NamedKey[] =>
  keys.filter((key) => !hasEnded(key, now));
const shown = (instant: string): string => `${new Date(instant).toISOString().slice(0, 16)}Z`;

/** Undefined when it was called in a way that nobody understands. */
function errandOf(
  argv: readonly string[],
  io: CommandIo,
  program: string,
): (KeyRequest & Action) | undefined {
  const { words, overlap } = wordsOf(argv);
  const [word, ...names] = words;
  const action = ACTIONS.get(word);
  const hours = Number(overlap ?? OVERLAP);
  if (action?.names !== names.length || !names.every(isKeyName)) return undefined;
  if (overlap !== undefined && (word !== 'rotate' || !/^\d+(\.\d+)?$/.test(overlap))) return undefined;
  if (hours > LONGEST_OVERLAP) return undefined;
  const file = keysFileIn(io.variables['CONFIG_DIR'] || 'config', io.folder);
  return { ...io, ...action, program, file, name: names.join(), overlap: hours };
}

function wordsOf(argv: readonly string[]): { words: readonly string[]; overlap?: string } {
  try {
    const options = { overlap: { type: 'string' } } as const;
    const { positionals, values } = parseArgs({ args: [...argv], options, allowPositionals: true });
    return { words: positionals, ...values };
  } catch {
    return { words: [''] }; // Its error would repeat the words: the usage says enough.
  }
}
