import { Injectable } from '@nestjs/common';
import type { Transaction } from 'kysely';
import { Database } from '../../storage/database.js';
import type { DirectStatements } from '../../storage/sqlite-file.js';
import {
  packMinutes,
  packReadings,
  unpackMinutes,
  unpackReadings,
  type NewPackedRow,
  type ReadPackedRow,
} from './packed-readings.js';
import { toCourse } from './reading-course.js';
import { bySeries, mergeMinutes, minuteOf, toMinutes } from './reading-minutes.js';
import {
  ReadingRepository,
  type ReadingCourse,
  type ReadingCursor,
  type ReadingPage,
  type StoredMinute,
  type StoredReading,
} from './reading.repository.js';
import type { Tables } from '../../storage/tables.js';

/** The most readings of one row: those of a minute or two, or a part of the backlog of a full disk. */
const MOST_IN_A_ROW = 100;
/** How many rows are summed up or deleted in one go by default: commands wait meanwhile. */
const ROWS_AT_ONCE = 10;
/** A minute of readings may be lost in a power cut; summing up and deleting can be repeated. */
const LOSABLE = { durable: 'later' } as const;

type ReadingTable = 'readings' | 'reading_minutes';

/** The readings in the database: those of one series that are written together are packed into one row. */
@Injectable()
export class SqlReadingRepository extends ReadingRepository {
  constructor(private readonly database: Database) {
    super();
  }

  async append(readings: readonly StoredReading[]): Promise<void> {
    const rows = bySeries(readings).flatMap(inPieces).map(packReadings);
    if (rows.length === 0) return;
    await this.database.writeDirectly((statements) => {
      for (const row of rows) statements.run(INSERT, valuesOf(row));
    }, LOSABLE);
  }

  async ofCook(cookId: string | null, limit: number, from?: ReadingCursor): Promise<ReadingPage> {
    const rows = await this.database.read((queries) =>
      queries
        .selectFrom('readings')
        .selectAll()
        .where('cook_id', 'is', cookId)
        .where('id', '>=', from?.batch ?? 0)
        .orderBy('id')
        // Every row holds at least one reading. The first row may have been read to its end, and one more shows
        // that others follow.
        .limit(limit + 2)
        .execute(),
    );
    return toPage(rows, limit, from);
  }

  async minutesOfCook(cookId: string | null): Promise<StoredMinute[]> {
    return this.readDirectly((direct) => minutesIn(direct, cookId));
  }

  async courseOfCook(cookId: string): Promise<ReadingCourse> {
    return this.readDirectly((direct) =>
      toCourse(minutesIn(direct, cookId), rowsOfCook(direct, 'readings', cookId)),
    );
  }

  rollUp(at: number, rows = ROWS_AT_ONCE): Promise<number> {
    return this.database.write((transaction) => rollUpSome(transaction, minuteOf(at), rows), LOSABLE);
  }

  forgetBefore(at: number, rows = ROWS_AT_ONCE): Promise<number> {
    return this.database.write(async (transaction) => {
      const readings = await forgetSome(transaction, 'readings', at, rows);
      return readings + (await forgetSome(transaction, 'reading_minutes', at, rows - readings));
    }, LOSABLE);
  }

  /** The connection is reserved, so that no half of a transaction that sums up is seen. */
  private readDirectly<Result>(read: (direct: DirectStatements) => Result): Promise<Result> {
    return this.database.read((queries, _journal, direct) =>
      queries.connection().execute(() => Promise.resolve(read(direct))),
    );
  }
}

// Plain SQL, since building a statement takes longer than running it, and every cook that ends writes its readings.
const INSERT =
  'INSERT INTO readings (cooker_id, cook_id, first_at, last_at, columns, checksum) VALUES (?, ?, ?, ?, ?, ?)';

const valuesOf = ({ cooker_id, cook_id, first_at, last_at, columns, checksum }: NewPackedRow) => [
  cooker_id,
  cook_id,
  first_at,
  last_at,
  columns,
  checksum,
];

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

/** The rows of a cook, oldest first and one after the other: a day has 1,500 of them. */
const rowsOfCook = (direct: DirectStatements, table: ReadingTable, cookId: string | null) =>
  direct.each(`SELECT * FROM ${table} WHERE cook_id IS ? ORDER BY id`, [cookId]) as Iterable<ReadPackedRow>;

const minutesIn = (direct: DirectStatements, cookId: string | null): StoredMinute[] =>
  mergeMinutes([...rowsOfCook(direct, 'reading_minutes', cookId)].flatMap(unpackMinutes));

const idsOf = (rows: readonly ReadPackedRow[]): number[] => rows.map(({ id }) => id);

async function rollUpSome(transaction: Transaction<Tables>, end: number, limit: number): Promise<number> {
  const rows = await transaction
    .selectFrom('readings')
    .selectAll()
    .where('last_at', '<', end)
    .orderBy('id')
    .limit(limit)
    .execute();
  if (rows.length === 0) return 0;
  const minutes = bySeries(rows.flatMap(unpackReadings)).map(toMinutes).map(packMinutes);
  await transaction.insertInto('reading_minutes').values(minutes).execute();
  await transaction.deleteFrom('readings').where('id', 'in', idsOf(rows)).execute();
  return rows.length;
}

async function forgetSome(
  transaction: Transaction<Tables>,
  table: ReadingTable,
  at: number,
  limit: number,
): Promise<number> {
  const old = transaction.selectFrom(table).select('id').where('last_at', '<', at).limit(limit);
  const { numDeletedRows } = await transaction.deleteFrom(table).where('id', 'in', old).executeTakeFirst();
  return Number(numDeletedRows);
}
