import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readJournal } from './journal-reader.js';
import type { JournalHead } from './journal-store.js';
import { StorageUnavailableError } from './storage.errors.js';
import type { JournalRow } from './tables.js';

const usage = (program: string): string => `Usage:
  ${program} verify            follows the chain of the journal and tells whether it holds
  ${program} list [--last N]   does so, and prints the entries, or the last N
Both read the database of DATA_DIR, or of the folder after --data, also while the server runs, and change nothing.
They end with 0 when the chain holds, with 1 when it does not, and with 2 when there was nothing to follow.
`;

/** What the command may touch besides files. */
interface Io {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
}

interface Request {
  readonly folder: string;
  /** How many entries are printed, counted from the newest. */
  readonly last: number;
}

/**
 * The command that follows the journal from the first entry to the newest. It returns the exit code.
 * @param program how the operator calls it
 */
export const journalCommand =
  (program: string) =>
  (argv: readonly string[], io: Io): number => {
    const request = requestOf(argv, io);
    if (request === undefined) {
      io.stderr.write(usage(program));
      return 2;
    }
    try {
      return follow(request, io);
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      io.stderr.write(`${error.problem}\n`);
      return error.reason === 'damaged' ? 1 : 2;
    }
  };

function follow({ folder, last }: Request, { stdout, stderr }: Io): number {
  const rows: JournalRow[] = [];
  const head = readJournal(folder, (row) => {
    rows.push(row);
    if (rows.length > last) rows.shift();
  });
  if (head === undefined) {
    stderr.write(`There is no database in ${folder}.\n`);
    return 2;
  }
  for (const row of rows) stdout.write(`${toLine(row)}\n`);
  stdout.write(`${summaryOf(head)}\n`);
  return 0;
}

/** With its hash, so that one that was kept elsewhere is found again. */
const toLine = ({ at, command_id, cooker_id, kind, stage, hash }: JournalRow): string =>
  [new Date(at).toISOString(), command_id, cooker_id, kind, stage, hash].join('  ');

const summaryOf = ({ sequence, hash }: JournalHead): string =>
  sequence === 0
    ? '0 entries, the chain holds'
    : `${sequence} ${sequence === 1 ? 'entry' : 'entries'}, the chain holds; newest ${hash}`;

/** Undefined when it was called in a way that nobody understands. */
function requestOf(argv: readonly string[], { variables, folder }: Io): Request | undefined {
  const { words, data, last } = wordsOf(argv);
  const from = resolve(folder, data ?? (variables['DATA_DIR'] || 'data'));
  const [word, ...more] = words;
  if (more.length > 0) return undefined;
  if (word === 'verify' && last === undefined) return { folder: from, last: 0 };
  if (word !== 'list' || !/^[1-9]\d*$/.test(last ?? '1')) return undefined;
  return { folder: from, last: Number(last ?? Infinity) };
}

function wordsOf(argv: readonly string[]): { words: string[]; data?: string; last?: string } {
  try {
    const options = { data: { type: 'string' }, last: { type: 'string' } } as const;
    const { positionals, values } = parseArgs({ args: [...argv], options, allowPositionals: true });
    return { words: positionals, ...values };
  } catch {
    return { words: [] }; // The usage says enough.
  }
}
