import type { Kysely, Transaction } from 'kysely';
import type { StoredAnswer } from './answer-store.js';
import type { Database } from './database.js';
import { ChainWalk, NO_HEAD, NOT_OUR_HEAD, type JournalChain } from './journal-chain.js';
import {
  JournalStore,
  type Intention,
  type JournalEntry,
  type JournalHead,
  type JournalRecord,
} from './journal-store.js';
import { fromJson, toJson } from './seal.js';
import { claimIn } from './sql-answer-store.js';
import { StorageUnavailableError } from './storage.errors.js';
import type { JournalHeadRow, JournalRow, Tables } from './tables.js';

/** How many entries are looked at in one go: whoever waits for the database waits for as long as it takes. */
const ENTRIES_AT_ONCE = 200;

/** The journal in our database. */
export class SqlJournalStore extends JournalStore {
  constructor(private readonly database: Database) {
    super();
  }

  async append(entry: JournalEntry): Promise<JournalRecord> {
    const [record] = await this.appendAll([entry]);
    return record!;
  }

  appendAll(entries: readonly JournalEntry[]): Promise<JournalRecord[]> {
    return this.database.write((transaction, chain) => appendIn(transaction, chain, entries));
  }

  intend(entry: JournalEntry, call?: StoredAnswer): Promise<Intention> {
    return this.database.write(async (transaction, chain) => {
      const taken = call && (await claimIn(transaction, call));
      if (taken !== undefined) return { taken };
      const [record] = await appendIn(transaction, chain, [entry]);
      return { record: record! };
    });
  }

  async head(): Promise<JournalHead> {
    const { sequence, hash } = await this.database.read(headOf);
    return { sequence, hash };
  }

  after(sequence: number, limit: number): Promise<JournalRecord[]> {
    return this.read((queries) => rowsAfter(queries, sequence).limit(limit).execute());
  }

  ofCommand(commandId: string): Promise<JournalRecord[]> {
    return this.read((queries) =>
      queries
        .selectFrom('journal')
        .selectAll()
        .where('command_id', '=', commandId)
        .orderBy('sequence')
        .execute(),
    );
  }

  latestOfCommands(at: number): Promise<JournalRecord[]> {
    return this.read((queries) =>
      queries
        .selectFrom('journal')
        .selectAll()
        .where('sequence', 'in', (latest) =>
          latest
            .selectFrom('journal')
            .select(({ fn }) => fn.max('sequence').as('sequence'))
            .where('at', '>=', at)
            .groupBy('command_id'),
        )
        .orderBy('sequence')
        .execute(),
    );
  }

  flaw(): Promise<string | undefined> {
    return this.database.read(async (queries, chain) => {
      const end = await endOf(queries);
      const walk = new ChainWalk(chain);
      while (walk.last.sequence < (end?.last ?? 0)) {
        const rows = rowsAfter(queries, walk.last.sequence).where('sequence', '<=', end!.last);
        const flaw = walk.follow(await rows.limit(ENTRIES_AT_ONCE).execute());
        if (flaw !== undefined) return flaw;
      }
      return walk.end(end);
    });
  }

  private async read(ask: (queries: Kysely<Tables>) => Promise<JournalRow[]>): Promise<JournalRecord[]> {
    return (await this.database.read(ask)).map(toRecord);
  }
}

async function appendIn(
  transaction: Transaction<Tables>,
  chain: JournalChain,
  entries: readonly JournalEntry[],
): Promise<JournalRecord[]> {
  const sealed = await headOf(transaction);
  // Whoever set it back would otherwise have it sealed anew.
  if (!chain.madeHead(sealed)) throw damaged(NOT_OUR_HEAD);
  let head: JournalHead = sealed;
  const records: JournalRecord[] = [];
  for (const entry of entries) {
    const row = chain.link(head, toRow(entry));
    await transaction.insertInto('journal').values(row).execute();
    records.push(toRecord(row));
    head = row;
  }
  await transaction.updateTable('journal_head').set(chain.sealHead(head)).execute();
  return records;
}

async function headOf(queries: Kysely<Tables>): Promise<JournalHeadRow> {
  const head = await queries.selectFrom('journal_head').selectAll().executeTakeFirst();
  if (head === undefined) throw damaged(NO_HEAD);
  return head;
}

/** The head, and which row is the last: in one question, since entries may be added between two. */
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

const rowsAfter = (queries: Kysely<Tables>, sequence: number) =>
  queries.selectFrom('journal').selectAll().where('sequence', '>', sequence).orderBy('sequence');

const damaged = (facts: string): StorageUnavailableError => new StorageUnavailableError('damaged', facts);

const toRow = ({ at, commandId, cookerId, kind, stage, content }: JournalEntry) => ({
  at,
  command_id: commandId,
  cooker_id: cookerId,
  kind,
  stage,
  content: toJson(content),
});

/** An entry as a row of the journal holds it. */
export const toRecord = ({ command_id: commandId, cooker_id: cookerId, content, ...row }: JournalRow) => ({
  ...row,
  commandId,
  cookerId,
  content: fromJson(content),
});
