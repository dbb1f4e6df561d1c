import { Command, InvalidArgumentError } from 'commander';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CliError } from '../cli.errors.js';
import type { CliContext } from '../cli-context.js';
import { makeBackup, type MadeBackup } from './backing-up.js';
import { backupKeyIn, findBackupKey } from './backup-key.js';
import { MACHINE_SEALED } from './kept-files.js';
import { inPlainWords } from './plain-words.js';
import { examples } from '../examples.js';

const KEPT = 5;

interface Options {
  readonly to?: string;
  readonly keep: number;
  readonly showKey?: true;
}

/** `coddle backup`: settings, keys, cooks and journal in one file, also while the server runs. */
export const backupCommand = (io: CliContext): Command =>
  new Command('backup')
    .description('Saves settings, keys, cooks and journal to one file.')
    .option('--to <folder>', `the folder of the backups (default: ${io.places.backups})`)
    .option('--keep <count>', 'how many backups are kept', countOf, KEPT)
    .option('--show-key', 'prints the key that opens the backups, and makes no backup')
    .addHelpText('after', examples('backup', 'backup --to /mnt/usb --keep 30', 'backup --show-key'))
    .action((options: Options) =>
      inPlainWords('no backup was made', () => (options.showKey ? showKey(io) : backUp(io, options))),
    );

async function backUp(io: CliContext, { to, keep }: Options): Promise<void> {
  const folder = to === undefined ? io.places.backups : resolve(io.folder, to);
  io.stdout.write(tell(io, await makeBackup(io, folder, keep)));
}

async function showKey({ places, stdout }: CliContext): Promise<void> {
  const key = findBackupKey(places);
  if (key === undefined) {
    throw new CliError('There is no key yet: coddle backup makes it together with the first backup');
  }
  stdout.write(`${key}\n`);
}

function tell(io: CliContext, made: MadeBackup): string {
  const { places } = io;
  const lines = [
    `Backed up into ${made.file} (${sizeOf(made.size)}): ${contentOf(made)}. It was read back, and is whole.`,
  ];
  if (made.removed > 0) lines.push(`${counted(made.removed, 'older backup')} deleted.`);
  if (made.database === undefined) lines.push('There is no database yet, so no older backup was deleted.');
  if (existsSync(join(places.etc, MACHINE_SEALED))) lines.push(tellOfSealed(made));
  lines.push(
    `Its secrets can only be decrypted with the key in ${backupKeyIn(places)}: coddle backup --show-key prints it, keep it on another machine.`,
  );
  return `${lines.join('\n')}\n`;
}

const tellOfSealed = (made: MadeBackup): string =>
  made.holdsCredentials
    ? `${MACHINE_SEALED}, which only this machine can open, is not in it; what the service was given out of it is.`
    : `${MACHINE_SEALED} is not in it, since only this machine can open it, and so the token and the API key are not: start Coddle and back up once more.`;

const contentOf = ({ database, holdsReadings }: MadeBackup): string =>
  database === undefined
    ? 'the settings alone'
    : `${counted(database.cooks, 'cook')}, ${counted(database.journal.sequence, 'entry', 'entries')} of the journal,${readingsIf(holdsReadings)} the keys and the settings`;

/** The part of a sentence about readings of thermometers, where there are some. */
export const readingsIf = (hasReadings: boolean): string =>
  hasReadings ? ' the readings of thermometers,' : '';

/** "1 cook", "2 cooks" */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

const sizeOf = (bytes: number): string =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

function countOf(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('Name a whole number, 1 or more.');
  return Number(text);
}
