import { parseArgs } from 'node:util';
import { KitchenError } from '../shared/errors.js';
import { runWhenMain, type CommandIo } from './command-line.js';
import { CredentialsFileError } from './config.errors.js';
import { decryptCredentials, parseCredentials, problemsOfNames } from './credentials-file.js';
import { Fernet, isFernetKey, newFernetKey } from './fernet.js';
import { LARGEST_FILE, readSmallFile, tooLarge, writePrivateFile } from './private-file.js';
import { SETTINGS } from './settings.js';

const USAGE = `Usage:
  npm run credentials -- encrypt IN.json OUT.enc   seals a credentials file
  npm run credentials -- decrypt IN.enc            prints what is inside
  npm run credentials -- new-key                   prints a new key
The key comes from the variable ENCRYPTION_KEY; of several, with commas between, the first seals and any opens.
`;

interface Action {
  /** How many file names it takes. */
  readonly files: number;
  readonly act: (io: CommandIo, ...files: string[]) => void;
}

const ACTIONS: ReadonlyMap<string | undefined, Action> = new Map([
  ['encrypt', { files: 2, act: encrypt }],
  ['decrypt', { files: 1, act: decrypt }],
  ['new-key', { files: 0, act: newKey }],
]);

/** Seals and opens credentials files, and makes keys for them. */
export function run(argv: readonly string[], io: CommandIo): number {
  const [word, ...files] = wordsOf(argv);
  const action = ACTIONS.get(word);
  if (action?.files !== files.length) {
    io.stderr.write(USAGE);
    return 2;
  }
  try {
    action.act(io, ...files);
    return 0;
  } catch (error) {
    if (!(error instanceof KitchenError)) throw error;
    io.stderr.write(`${error.message}\n`);
    return 1;
  }
}

function encrypt(io: CommandIo, input: string, output: string): void {
  const keys = keysOf(io);
  const text = textOf(io, input);
  const [problem] = problemsOfNames(parseCredentials(text, input).keys(), input);
  if (problem !== undefined) throw new CredentialsFileError(problem);
  const token = new Fernet(keys).encrypt(Buffer.from(text), io);
  // The token is a third longer than the text, and the server would refuse to read it.
  if (token.length > LARGEST_FILE) throw tooLarge(output);
  writePrivateFile({ folder: io.folder, file: output }, token, io.randomBytes);
}

function decrypt(io: CommandIo, input: string): void {
  io.stdout.write(decryptCredentials(textOf(io, input), input, keysOf(io), io.now));
}

function newKey({ stdout, randomBytes }: CommandIo): void {
  stdout.write(`${newFernetKey(randomBytes)}\n`);
}

function keysOf({ variables }: CommandIo): readonly string[] {
  const { variable, read } = SETTINGS.encryptionKeys;
  const keys = read(variables[variable] || undefined);
  if (Array.isArray(keys) && keys.every(isFernetKey)) return keys as string[];
  throw new CredentialsFileError(
    `${variable} is missing or is not a Fernet key: npm run credentials -- new-key makes one`,
  );
}

function textOf({ folder }: CommandIo, file: string): string {
  const text = readSmallFile({ folder, file });
  if (text === undefined) throw new CredentialsFileError(`${file} does not exist`);
  return text;
}

function wordsOf(argv: readonly string[]): string[] {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true }).positionals;
  } catch {
    // Its error repeats the words, and a word put there by mistake may be a secret: the usage says enough.
    return [];
  }
}

runWhenMain(import.meta.url, run);
