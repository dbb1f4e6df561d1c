import type { Kysely } from 'kysely';
import type { StoredResponse } from './response-store.js';
import { safeColumns, fromJson, toJson, asJournalRow, readRow } from './stored-rows.js';
import type { Database } from './database.js';
import { WRITE_WITHOUT_CHANGE } from './migrations/migrations.js';
import type { DirectStatements } from './sqlite-file.js';
import { ChainWalk, NO_HEAD, NOT_OUR_HEAD, type JournalChain, type SealedHead } from './journal-chain.js';
import {
  JournalStore,
  type Appending,
  type IntendedAt,
  type Intention,
  type JournalEntry,
  type JournalHead,
  type JournalRecord,
} from './journal-store.js';
import { claimIn } from './sql-response-store.js';
import { StorageUnavailableError } from './storage.errors.js';
import type { JournalHeadRow, JournalRow, Tables } from './tables.js';

/** How many entries are read at a time: other work on the database waits for that long. */
const ENTRIES_AT_ONCE = 200;

/** The journal in the database. */
export class SqlJournalStore extends JournalStore {
  constructor(private readonly database: Database) {
    super();
  }

  async append(entry: JournalEntry, how: Appending = {}): Promise<JournalRecord> {
    const [record] = await this.appendAll([entry], how);
    return record!;
  }

  async appendAll(
    entries: readonly JournalEntry[],
    { waits = true, durable = 'now' }: Appending = {},
  ): Promise<JournalRecord[]> {
    const records = await this.database.writeDirectly(
      (statements, chain) => appendIn(statements, chain, entries),
      { waits: waits ? 'to-the-end' : 'never', durable },
    );
    const last = records.at(-1);
    // A checkpoint names only entries that no power cut can undo.
    if (last !== undefined && durable === 'now') this.database.journalReached(last);
    return records;
  }

  async intend(
    entry: JournalEntry,
    call?: StoredResponse,
    before: readonly JournalEntry[] = [],
  ): Promise<Intention> {
    const intention = await this.database.writeDirectly<Intention>(
      (statements, chain) => {
        const taken = call && claimIn(statements, call);
        if (taken !== undefined) return { taken };
        const record = appendIn(statements, chain, [...before, entry]).at(-1);
        return { record: record! };
      },
      { waits: 'a-moment' },
    );
    if ('record' in intention) this.database.journalReached(intention.record);
    return intention;
  }

  async rehearse(entry: JournalEntry, call: StoredResponse): Promise<void> {
    const rehearsed = this.database.writeDirectly<void>(
      (statements, chain) => {
        claimIn(statements, call);
        appendIn(statements, chain, [entry]);
        throw new Rehearsed();
      },
      { waits: 'never' },
    );
    await rehearsed.catch((error: unknown) => {
      if (!(error instanceof Rehearsed)) throw error;
    });
  }

  async makeLog(): Promise<void> {
    const write = (statements: DirectStatements) => statements.run(WRITE_WITHOUT_CHANGE);
    await this.database.writeDirectly(write, { waits: 'never' });
  }

  async head(): Promise<JournalHead> {
    const { sequence, hash } = await this.database.read(headOf);
    return { sequence, hash };
  }

  after(sequence: number, limit: number): Promise<JournalRecord[]> {
    return this.read((queries) => rowsAfter(queries, sequence).limit(limit).execute());
  }

  async startsSince(at: number): Promise<IntendedAt[]> {
    const rows = await this.read(async (queries) => {
      const first = await firstSince(queries, at);
      return rowsAfter(queries, first - 1)
        .where('kind', '=', 'start')
        .where('stage', '=', 'intended')
        .where('at', '>=', at)
        .execute();
    });
    return rows.map((record) => ({
      at: record.at,
      requestedBy: String((record.content as { readonly requestedBy?: unknown } | null)?.requestedBy),
    }));
  }

  ofCommand(commandId: string): Promise<JournalRecord[]> {
    return this.read((queries) =>
      rowsIn(queries).where('command_id', '=', commandId).orderBy('journal.sequence').execute(),
    );
  }

  latestOfCommands(at: number): Promise<JournalRecord[]> {
    return this.read(async (queries) => {
      const first = await firstSince(queries, at);
      return rowsIn(queries)
        .where('sequence', 'in', (latest) =>
          latest
            .selectFrom('journal')
            .select(({ fn }) => fn.max('sequence').as('sequence'))
            .where('sequence', '>=', first)
            .where('at', '>=', at)
            .groupBy('command_id'),
        )
        .orderBy('journal.sequence')
        .execute();
    });
  }

  integrityError(): Promise<string | undefined> {
    return this.database.read(async (queries, chain) => {
      const end = await endOf(queries);
      const walk = new ChainWalk(chain);
      while (walk.last.sequence < (end?.last ?? 0)) {
        const rows = rowsAfter(queries, walk.last.sequence).where('sequence', '<=', end!.last);
        const found = await rows.limit(ENTRIES_AT_ONCE).execute();
        const problem = walk.follow(found.map(toRowAsWritten));
        if (problem !== undefined) return problem;
      }
      return walk.end(end);
    });
  }

  /** Also runs while the journal is being verified: every row is signed with the key by itself. */
  private read(ask: (queries: Kysely<Tables>) => Promise<object[]>): Promise<JournalRecord[]> {
    const sound = async (queries: Kysely<Tables>, chain: JournalChain): Promise<JournalRecord[]> => {
      const rows = (await ask(queries)).map(toRowAsWritten);
      const odd = rows.find((row) => !chain.madeRow(row));
      if (odd === undefined) return rows.map(toRecord);
      throw damaged(`entry ${odd.sequence} of the journal is not what was written there`);
    };
    return this.database.read(sound, { early: true });
  }
}

/** Thrown to roll a rehearsal back. */
class Rehearsed extends Error {}

/** Adds entries within the transaction of another write. */
export function appendIn(
  statements: DirectStatements,
  chain: JournalChain,
  entries: readonly JournalEntry[],
): JournalRecord[] {
  let head = signedHead(statements, chain);
  const records: JournalRecord[] = [];
  for (const entry of entries) {
    const row = chain.link(head, toRow(entry));
    statements.run(INSERT, valuesOf(row));
    records.push(recordOf(entry, row));
    head = row;
  }
  const { sequence, hash, seal } = chain.signHead(head);
  statements.run('UPDATE journal_head SET sequence = ?, hash = ?, seal = ?', [sequence, hash, seal]);
  return records;
}

/** The head, which is valid only with the very values that were signed, so that no reader checks their types. */
function signedHead(statements: DirectStatements, chain: JournalChain): JournalHead {
  const [head] = statements.all('SELECT * FROM journal_head') as SealedHead[];
  if (head === undefined) throw damaged(NO_HEAD);
  // Otherwise a head that was set back would be signed anew.
  if (!chain.madeHead(head)) throw damaged(NOT_OUR_HEAD);
  return head;
}

const INSERT =
  'INSERT INTO journal (sequence, at, command_id, cooker_id, kind, stage, content, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)';

const valuesOf = (row: JournalRow) => [
  row.sequence,
  row.at,
  row.command_id,
  row.cooker_id,
  row.kind,
  row.stage,
  row.content,
  row.previous,
  row.hash,
];

const recordOf = (entry: JournalEntry, { sequence, previous, hash }: JournalRow): JournalRecord => ({
  ...entry,
  content: entry.content ?? null,
  sequence,
  previous,
  hash,
});

async function headOf(queries: Kysely<Tables>): Promise<JournalHeadRow> {
  const head = await queries.selectFrom('journal_head').selectAll().executeTakeFirst();
  if (head === undefined) throw damaged(NO_HEAD);
  return head;
}

/** The head and the last row, in one query, since entries may be added between two. */
const endOf = (queries: Kysely<Tables>) =>
  queries
    .selectFrom('journal_head')
    .selectAll()
    .select((head) =>
      head
        .selectFrom('journal')
        .select(({ fn }) => fn.max('journal.sequence').as('last'))
        .as('last'),
    )
    .executeTakeFirst();

const COLUMNS = safeColumns({
  sequence: 'INTEGER',
  at: 'INTEGER',
  command_id: 'TEXT',
  cooker_id: 'TEXT',
  kind: 'TEXT',
  stage: 'TEXT',
  content: 'TEXT',
  previous: 'TEXT',
  hash: 'TEXT',
});

const toRowAsWritten = (row: object): JournalRow => readRow('journal', row, asJournalRow);

const rowsIn = (queries: Kysely<Tables>) => queries.selectFrom('journal').select(COLUMNS);

const rowsAfter = (queries: Kysely<Tables>, sequence: number) =>
  rowsIn(queries).where('journal.sequence', '>', sequence).orderBy('journal.sequence');

/**
 * The first entry from which on entries may be of `at` or later. It is searched from the newest on, since the journal is
 * long and its times rise except where the clock was set back.
 */
async function firstSince(queries: Kysely<Tables>, at: number): Promise<number> {
  let first = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const [page] = await queries
      .selectFrom((journal) =>
        journal
          .selectFrom('journal')
          .select(['sequence', 'at'])
          .where('sequence', '<', first)
          .orderBy('sequence', 'desc')
          .limit(ENTRIES_AT_ONCE)
          .as('page'),
      )
      .select(({ fn }) => [
        fn.min<number | null>('page.sequence').as('first'),
        fn.max<number>('page.at').as('at'),
      ])
      .execute();
    if (page === undefined || page.first === null) return first;
    first = page.first;
    if (page.at < at) return first;
  }
}

const damaged = (facts: string): StorageUnavailableError => new StorageUnavailableError('damaged', facts);

const toRow = ({ at, commandId, cookerId, kind, stage, content }: JournalEntry) => ({
  at,
  command_id: commandId,
  cooker_id: cookerId,
  kind,
  stage,
  content: toJson(content),
});

/** Turns an entry into a row of the journal. */
export const toRecord = ({ command_id: commandId, cooker_id: cookerId, content, ...row }: JournalRow) => ({
  ...row,
  commandId,
  cookerId,
  content: fromJson(content),
});
