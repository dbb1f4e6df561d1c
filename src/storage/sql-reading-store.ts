import type { Transaction } from 'kysely';
import type { Database } from './database.js';
import {
  packMinutes,
  packReadings,
  unpackMinutes,
  unpackReadings,
  type ReadPackedRow,
} from './packed-readings.js';
import { bySeries, mergeMinutes, minuteOf, toMinutes } from './reading-minutes.js';
import {
  ReadingStore,
  type ReadingCursor,
  type ReadingPage,
  type StoredMinute,
  type StoredReading,
} from './reading-store.js';
import type { Tables } from './tables.js';

/** How many readings one row may hold: as many as a minute or two bring, or the backlog of a full disk in pieces. */
const MOST_IN_A_ROW = 100;
/** How many rows are summed up in one go: commands wait for as long as it takes. */
const ROWS_AT_ONCE = 100;

/** The readings in our database, those of one series that were written together packed into one row. */
export class SqlReadingStore extends ReadingStore {
  constructor(private readonly database: Database) {
    super();
  }

  async append(readings: readonly StoredReading[]): Promise<void> {
    const rows = bySeries(readings).flatMap(inPieces).map(packReadings);
    if (rows.length === 0) return;
    await this.database.write((transaction) => transaction.insertInto('readings').values(rows).execute());
  }

  async ofCook(cookId: string | null, limit: number, from?: ReadingCursor): Promise<ReadingPage> {
    const rows = await this.database.read((queries) =>
      queries
        .selectFrom('readings')
        .selectAll()
        .where('cook_id', 'is', cookId)
        .where('id', '>=', from?.batch ?? 0)
        .orderBy('id')
        // Every row holds at least one reading; the first may have been read to its end, and one shows that more follow.
        .limit(limit + 2)
        .execute(),
    );
    return toPage(rows, limit, from);
  }

  async minutesOfCook(cookId: string | null): Promise<StoredMinute[]> {
    const rows = await this.database.read((queries) =>
      queries
        .selectFrom('reading_minutes')
        .selectAll()
        .where('cook_id', 'is', cookId)
        .orderBy('id')
        .execute(),
    );
    return mergeMinutes(rows.flatMap(unpackMinutes));
  }

  async rollUp(at: number): Promise<number> {
    const end = minuteOf(at);
    let all = 0;
    for (let some = -1; some !== 0; all += some) {
      some = await this.database.write((transaction) => rollUpSome(transaction, end));
    }
    return all;
  }

  async forgetBefore(at: number): Promise<void> {
    await this.database.write(async (transaction) => {
      await transaction.deleteFrom('readings').where('last_at', '<', at).execute();
      await transaction.deleteFrom('reading_minutes').where('last_at', '<', at).execute();
    });
  }
}

function inPieces(readings: readonly StoredReading[]): StoredReading[][] {
  const pieces = Math.ceil(readings.length / MOST_IN_A_ROW);
  return Array.from({ length: pieces }, (_, piece) =>
    readings.slice(piece * MOST_IN_A_ROW, (piece + 1) * MOST_IN_A_ROW),
  );
}

function toPage(rows: readonly ReadPackedRow[], limit: number, from?: ReadingCursor): ReadingPage {
  const readings: StoredReading[] = [];
  for (const row of rows) {
    const batch = unpackReadings(row);
    const begin = row.id === from?.batch ? from.index : 0;
    const end = Math.min(batch.length, begin + limit - readings.length);
    readings.push(...batch.slice(begin, end));
    if (end < batch.length) return { readings, next: { batch: row.id, index: end } };
  }
  return { readings };
}

async function rollUpSome(transaction: Transaction<Tables>, end: number): Promise<number> {
  const rows = await transaction
    .selectFrom('readings')
    .selectAll()
    .where('last_at', '<', end)
    .orderBy('id')
    .limit(ROWS_AT_ONCE)
    .execute();
  if (rows.length === 0) return 0;
  const readings = rows.flatMap(unpackReadings);
  const minutes = bySeries(readings).map(toMinutes).map(packMinutes);
  await transaction.insertInto('reading_minutes').values(minutes).execute();
  const ids = rows.map(({ id }) => id);
  await transaction.deleteFrom('readings').where('id', 'in', ids).execute();
  return readings.length;
}
