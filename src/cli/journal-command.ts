import { Command } from 'commander';
import { resolve } from 'node:path';
import { readJournal } from '../storage/journal-reader.js';
import type { JournalHead } from '../storage/journal-store.js';
import { StorageUnavailableError } from '../storage/storage.errors.js';
import type { JournalRow } from '../storage/tables.js';
import type { CliContext } from './cli-context.js';
import { EndedError, UsageError } from './cli.errors.js';
import { examples } from './examples.js';
import { contentOf } from './journal-content.js';
import { variablesHere } from './variables-here.js';

const MORE_HELP = `
Both commands verify the hash chain from the first entry to the newest, also while the server runs, and change nothing.
They end with 0 when the chain holds, with 1 when it does not, and with 2 when there is nothing to verify.
`;

const DATA_OPTION = ['--data <folder>', 'the folder of the database, instead of DATA_DIR'] as const;

interface Options {
  readonly data?: string;
  readonly last?: string;
}

/** `coddle journal`: verifies the journal of commands, and lists it. */
export function journalCommand(io: CliContext): Command {
  const group = new Command('journal')
    .description('Verifies the journal of commands, and lists it.')
    .addHelpText('after', MORE_HELP + examples('journal verify', 'journal list --last 20'));
  group
    .command('verify')
    .summary('verifies the hash chain of the journal')
    .description('Verifies the hash chain of the journal.')
    .option(...DATA_OPTION)
    .addHelpText('after', examples('journal verify --data /var/lib/coddle'))
    .action((options: Options) => follow(io, options, 0));
  group
    .command('list')
    .summary('verifies the journal, and prints its entries')
    .description('Verifies the journal, and prints its entries.')
    .option(...DATA_OPTION)
    .option('--last <number>', 'prints the last entries only')
    .addHelpText('after', examples('journal list --last 20'))
    .action((options: Options) => follow(io, options, countOf(options)));
  return group;
}

function countOf({ last }: Options): number {
  if (last === undefined) return Infinity;
  if (/^[1-9]\d*$/.test(last)) return Number(last);
  throw new UsageError('The number of entries is 1 or more, such as --last 20.');
}

/** Follows the chain and prints the last entries. @throws EndedError where it does not hold or there is none */
function follow(io: CliContext, { data }: Options, last: number): void {
  const folder = resolve(io.folder, data ?? (variablesHere(io)['DATA_DIR'] || 'data'));
  try {
    printJournal(io, folder, last);
  } catch (error) {
    if (!(error instanceof StorageUnavailableError)) throw error;
    io.stderr.write(`${error.problem}\n`);
    throw new EndedError(error.reason === 'damaged' ? 1 : 2);
  }
}

function printJournal({ stdout, stderr }: CliContext, folder: string, last: number): void {
  const rows: JournalRow[] = [];
  const head = readJournal(folder, (row) => {
    rows.push(row);
    if (rows.length > last) rows.shift();
  });
  if (head === undefined) {
    stderr.write(`There is no database in ${folder}.\n`);
    throw new EndedError(2);
  }
  for (const row of rows) stdout.write(`${toLine(row)}\n`);
  stdout.write(`${summaryOf(head)}\n`);
}

/** The hash comes last: whoever kept it elsewhere finds the entry again. */
const toLine = (row: JournalRow): string => {
  const { at, command_id, cooker_id, kind, stage, hash } = row;
  return [new Date(at).toISOString(), command_id, cooker_id, kind, stage, ...contentOf(row), hash].join('  ');
};

const summaryOf = ({ sequence, hash }: JournalHead): string =>
  sequence === 0
    ? '0 entries, the chain holds'
    : `${sequence} ${sequence === 1 ? 'entry' : 'entries'}, the chain holds; newest ${hash}`;
