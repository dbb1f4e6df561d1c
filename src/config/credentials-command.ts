import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { CoddleError } from '../shared/errors.js';
import type { Command, CommandIo } from './command-line.js';
import { CredentialsFileError } from './config.errors.js';
import { decryptCredentials, parseCredentials, problemsOfNames } from './credentials-file.js';
import { Fernet, isFernetKey, newFernetKey } from './fernet.js';
import { LARGEST_FILE, ownerFor, readSmallFile, tooLarge, writePrivateFile } from './private-file.js';
import { SETTINGS } from './settings.js';

const usage = (program: string): string => `Usage:
  ${program} encrypt IN.json OUT.enc   seals a credentials file
  ${program} decrypt IN.enc            prints what is inside
  ${program} new-key                   prints a new key
The key comes from the variable ENCRYPTION_KEY; of several, with commas between, the first seals and any opens.
`;

/** What the command may touch, and how the operator calls it. */
interface KeyRequest extends CommandIo {
  readonly program: string;
}

interface Action {
  /** How many file names it takes. */
  readonly files: number;
  readonly act: (errand: KeyRequest, ...files: string[]) => void;
}

const ACTIONS: ReadonlyMap<string | undefined, Action> = new Map([
  ['encrypt', { files: 2, act: encrypt }],
  ['decrypt', { files: 1, act: decrypt }],
  ['new-key', { files: 0, act: newKey }],
]);

/**
 * The command that seals and opens credentials files, and makes keys for them.
 * @param program how the operator calls it, for the commands that it advises
 */
export const credentialsCommand =
  (program: string): Command =>
  (argv, io) => {
    const [word, ...files] = wordsOf(argv);
    const action = ACTIONS.get(word);
    if (action?.files !== files.length) {
      io.stderr.write(usage(program));
      return 2;
    }
    try {
      action.act({ ...io, program }, ...files);
      return 0;
    } catch (error) {
      if (!(error instanceof CoddleError)) throw error;
      io.stderr.write(`${error.message}\n`);
      return 1;
    }
  };

function encrypt(io: KeyRequest, input: string, output: string): void {
  const keys = keysOf(io);
  const text = textOf(io, input);
  const [problem] = problemsOfNames(parseCredentials(text, input).keys(), input);
  if (problem !== undefined) throw new CredentialsFileError(problem);
  const token = new Fernet(keys).encrypt(Buffer.from(text), io);
  // The token is a third longer than the text, and the server would refuse to read it.
  if (token.length > LARGEST_FILE) throw tooLarge(output);
  const name = { folder: io.folder, file: output };
  writePrivateFile(name, token, io.randomBytes, ownerFor(name, [basename(input)]));
}

function decrypt(io: KeyRequest, input: string): void {
  io.stdout.write(decryptCredentials(textOf(io, input), input, keysOf(io), io.now));
}

function newKey({ stdout, randomBytes }: KeyRequest): void {
  stdout.write(`${newFernetKey(randomBytes)}\n`);
}

function keysOf({ variables, program }: KeyRequest): readonly string[] {
  const { variable, read } = SETTINGS.encryptionKeys;
  const keys = read(variables[variable] || undefined);
  if (Array.isArray(keys) && keys.every(isFernetKey)) return keys as string[];
  throw new CredentialsFileError(
    `${variable} is missing or is not a Fernet key: ${program} new-key makes one`,
  );
}

function textOf({ folder }: KeyRequest, file: string): string {
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
