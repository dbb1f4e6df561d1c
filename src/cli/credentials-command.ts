import { Command } from 'commander';
import { basename } from 'node:path';
import { CredentialsFileError } from '../config/config.errors.js';
import { decryptCredentials, parseCredentials, problemsOfNames } from '../config/credentials-file.js';
import { Fernet, isFernetKey, newFernetKey } from '../config/fernet.js';
import { LARGEST_FILE, ownerFor, readSmallFile, tooLarge, writePrivateFile } from '../config/private-file.js';
import { SETTINGS } from '../config/settings.js';
import type { CliContext } from './cli-context.js';
import { examples } from './examples.js';
import { programName, variablesHere } from './variables-here.js';

const MORE_HELP = `
The key is read from the variable ENCRYPTION_KEY. It may hold several keys, separated by commas: the first encrypts,
and any of them decrypts.
`;

/** `coddle credentials`: encrypts and decrypts credentials files, and makes keys for them. */
export function credentialsCommand(io: CliContext): Command {
  const group = new Command('credentials')
    .description('Encrypts and decrypts credentials files, and makes keys for them.')
    .addHelpText(
      'after',
      MORE_HELP + examples('credentials new-key', 'credentials encrypt credentials.json credentials.enc'),
    );
  group
    .command('encrypt')
    .arguments('<in.json> <out.enc>')
    .summary('encrypts a credentials file')
    .description('Encrypts a credentials file.')
    .addHelpText('after', examples('credentials encrypt credentials.json credentials.enc'))
    .action((input: string, output: string) => encrypt(io, input, output));
  group
    .command('decrypt')
    .argument('<in.enc>')
    .summary('prints what an encrypted credentials file holds')
    .description('Prints what an encrypted credentials file holds.')
    .addHelpText('after', examples('credentials decrypt credentials.enc'))
    .action((input: string) => decrypt(io, input));
  group
    .command('new-key')
    .summary('prints a new key, to be set as ENCRYPTION_KEY')
    .description('Prints a new key, to be set as ENCRYPTION_KEY.')
    .action(() => void io.stdout.write(`${newFernetKey(io.randomBytes)}\n`));
  return group;
}

function encrypt(io: CliContext, input: string, output: string): void {
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

function decrypt(io: CliContext, input: string): void {
  io.stdout.write(decryptCredentials(textOf(io, input), input, keysOf(io), io.now));
}

function keysOf(io: CliContext): readonly string[] {
  const { variable, read } = SETTINGS.encryptionKeys;
  const keys = read(variablesHere(io)[variable] || undefined);
  if (Array.isArray(keys) && keys.every(isFernetKey)) return keys as string[];
  throw new CredentialsFileError(
    `${variable} is missing or is not a Fernet key: ${programName(io.variables)} credentials new-key makes one`,
  );
}

function textOf({ folder }: CliContext, file: string): string {
  const text = readSmallFile({ folder, file });
  if (text === undefined) throw new CredentialsFileError(`${file} does not exist`);
  return text;
}
