import type { Kysely } from 'kysely';
import { JournalStore, type JournalEntry, type JournalRecord } from './journal-store.js';
import { fromJson, toJson } from './seal.js';
import { StorageUnavailableError } from './storage.errors.js';
import type { Database } from './database.js';
import type { JournalRow, Tables } from './tables.js';

/** The journal in our database. */
export class SqlJournalStore extends JournalStore {
  constructor(private readonly database: Database) {
    super();
  }

  append(entry: JournalEntry): Promise<JournalRecord> {
    return this.database.write(async (transaction, chain) => {
      const row = chain.link(await headOf(transaction), toRow(entry));
      await transaction.insertInto('journal').values(row).execute();
      const { sequence, hash } = row;
      await transaction.updateTable('journal_head').set({ sequence, hash }).execute();
      return toRecord(row);
    });
  }

  after(sequence: number, limit: number): Promise<JournalRecord[]> {
    return this.read((queries) =>
      queries
        .selectFrom('journal')
        .selectAll()
        .where('sequence', '>', sequence)
        .orderBy('sequence')
        .limit(limit)
        .execute(),
    );
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
      const rows = await queries.selectFrom('journal').selectAll().orderBy('sequence').execute();
      return chain.flawIn(rows, await headOf(queries));
    });
  }

  private async read(ask: (queries: Kysely<Tables>) => Promise<JournalRow[]>): Promise<JournalRecord[]> {
    return (await this.database.read(ask)).map(toRecord);
  }
}

async function headOf(queries: Kysely<Tables>) {
  const head = await queries.selectFrom('journal_head').selectAll().executeTakeFirst();
  if (head === undefined) throw new StorageUnavailableError('damaged', 'the journal has lost its head');
  return head;
}

const toRow = ({ at, commandId, cookerId, kind, stage, content }: JournalEntry) => ({
  at,
  command_id: commandId,
  cooker_id: cookerId,
  kind,
  stage,
  content: toJson(content),
});

const toRecord = ({ command_id: commandId, cooker_id: cookerId, content, ...row }: JournalRow) => ({
  ...row,
  commandId,
  cookerId,
  content: fromJson(content),
});
