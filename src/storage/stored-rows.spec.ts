import { JournalChain } from './journal-chain.js';
import { entryAt, verifyJournal, verifyRows } from './integrity-check.js';
import { FIRST_TABLES } from './migrations/0001-first-tables.js';
import { SqliteFile } from './sqlite-file.js';
import { asJournalRow, readRow } from './stored-rows.js';
import { atOnce } from './time-slices.js';

const ROW = {
  ...{ sequence: 1, at: 2, command_id: 'one', cooker_id: 'cooker', kind: 'start', stage: 'sent' },
  ...{ content: null, previous: '', hash: 'abc' },
};

describe('A stored row', () => {
  it('is read with its columns alone, and text that was selected as bytes', () => {
    const bytes = new TextEncoder().encode('sent').buffer;
    expect(readRow('journal', { ...ROW, stage: bytes, more: 1 }, asJournalRow)).toEqual(ROW);
  });

  it.each<[keyof typeof ROW, unknown, string]>([
    ['sequence', '1', 'sequence is not a number'],
    ['at', undefined, 'at is not a number'],
    ['stage', null, 'stage is not a text'],
    ['content', 5, 'content is not a text'],
  ])('is refused as damaged with a %s of %j', (column, value, problem) => {
    const read = () => readRow('journal', { ...ROW, [column]: value }, asJournalRow);
    expect(read).toThrow(
      expect.objectContaining({
        reason: 'damaged',
        problem: expect.stringContaining(problem) as string,
      }) as Error,
    );
  });

  it.each([undefined, null, 'row', []])('is refused as damaged when it is %j', (row) => {
    expect(() => readRow('journal', row, asJournalRow)).toThrow(
      expect.objectContaining({ reason: 'damaged' }) as Error,
    );
  });
});

describe('The integrity check of a table whose columns may be missing', () => {
  const chain = new JournalChain(Buffer.alloc(32));
  let database: SqliteFile;
  beforeEach(() => {
    database = new SqliteFile(':memory:');
    database.exec(FIRST_TABLES.replaceAll(' NOT NULL', ''));
  });
  afterEach(() => database.close());

  it.each<[string, string, () => unknown, RegExp]>([
    [
      'an entry without its stage',
      'INSERT INTO journal (sequence, at, command_id, cooker_id, kind, previous, hash) VALUES (1, 2, "a", "b", "c", "", "d")',
      () => verifyJournal(database, chain),
      /a row of journal .*stage is not a text/,
    ],
    [
      'an entry without its hash',
      'INSERT INTO journal (sequence) VALUES (1)',
      () => entryAt(database, 1),
      /a row of journal .*hash is not a text/,
    ],
    [
      'a head without its signature',
      'INSERT INTO journal_head (only, sequence, hash) VALUES (1, 0, "")',
      () => verifyJournal(database, chain),
      /a row of journal_head .*seal is not a text/,
    ],
    [
      'a cook without its checksum',
      'INSERT INTO cooks (cook_id, cooker_id, started_by, started_at) VALUES ("a", "b", "app", 1)',
      () => atOnce(verifyRows(database)),
      /a row of cooks .*checksum is not a number/,
    ],
  ])('finds %s', (_what, insert, check, problem) => {
    database.exec(insert.replaceAll('"', "'"));
    expect(check).toThrow(
      expect.objectContaining({
        reason: 'damaged',
        problem: expect.stringMatching(problem) as string,
      }) as Error,
    );
  });
});
