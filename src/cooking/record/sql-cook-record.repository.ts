import { Injectable, Logger } from '@nestjs/common';
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { asNumber, asText, JsonFormError, type ReadJson } from '../../shared/json-reader.js';
import {
  safeColumns,
  type ColumnType,
  withChecksum,
  verifyChecksum,
  readRow,
} from '../../storage/stored-rows.js';
import type { RecordedCook } from './cook-record.js';
import { CookRecordRepository, type CookPage } from './cook-record.repository.js';
import { readCook, STORED_VERSION } from './stored-cook.js';
import { Database } from '../../storage/database.js';
import type { Writing } from '../../storage/database-terms.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import type { CookRow, Tables } from '../../storage/tables.js';

/** The cook records in the SQLite database. */
@Injectable()
export class SqlCookRecordRepository extends CookRecordRepository {
  private readonly logger = new Logger('CookRecordRepository');

  constructor(private readonly database: Database) {
    super();
  }

  save(cook: RecordedCook): Promise<void> {
    return this.write(cook, { durable: 'later' });
  }

  saveDurably(cook: RecordedCook): Promise<void> {
    return this.write(cook, { durable: 'now' });
  }

  async find(cookId: string): Promise<RecordedCook | undefined> {
    const row = await this.database.read((queries) =>
      queries.selectFrom('cooks').selectAll().where('cook_id', '=', cookId).executeTakeFirst(),
    );
    return row && toCook(row);
  }

  running(): Promise<RecordedCook[]> {
    return this.oldestFirst((cook) => cook('ended_at', 'is', null));
  }

  endedSince(at: number): Promise<RecordedCook[]> {
    return this.oldestFirst((cook) => cook('ended_at', '>=', at));
  }

  async newestFirst(limit: number, { from, cookers }: CookPage = {}): Promise<RecordedCook[]> {
    const rows = await this.database.read((queries) =>
      queries
        .selectFrom('cooks')
        .selectAll()
        .$if(from !== undefined, (page) =>
          page.where((row) =>
            row(row.refTuple('started_at', 'cook_id'), '<', row.tuple(from!.startedAt, from!.cookId)),
          ),
        )
        .$if(cookers !== undefined, (page) => page.where('cooker_id', 'in', [...cookers!]))
        .orderBy('started_at', 'desc')
        .orderBy('cook_id', 'desc')
        .limit(limit)
        .execute(),
    );
    return this.readable(rows);
  }

  async forgetEndedBefore(at: number): Promise<number> {
    const { numDeletedRows } = await this.database.write((transaction) =>
      transaction.deleteFrom('cooks').where('ended_at', '<', at).executeTakeFirst(),
    );
    return Number(numDeletedRows);
  }

  /** Readable before the journal is verified. */
  private async oldestFirst(
    condition: (cook: ExpressionBuilder<Tables, 'cooks'>) => Expression<SqlBool>,
  ): Promise<RecordedCook[]> {
    const rows = await this.database.read(
      (queries) =>
        queries.selectFrom('cooks').select(COLUMNS).where(condition).orderBy('started_at').execute(),
      { early: true },
    );
    return this.readable(rows);
  }

  /** One unreadable record must not hide the others: it is logged and skipped. */
  private readable(rows: readonly object[]): RecordedCook[] {
    return rows.flatMap((row) => {
      try {
        return [toCook(row)];
      } catch (error) {
        if (!(error instanceof UnreadableRecordError)) throw error;
        this.logger.error(error.problem);
        return [];
      }
    });
  }

  private async write(cook: RecordedCook, writing: Writing): Promise<void> {
    const row = toRow(cook);
    await this.database.writeDirectly((statements) => statements.run(UPSERT, valuesOf(row)), writing);
  }
}

// Written as SQL, because building the statement takes longer than running it, and every start waits for it.
const UPSERT =
  'INSERT OR REPLACE INTO cooks (cook_id, cooker_id, started_by, started_at, ended_at, plan, verdict, outcome, record, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';

const valuesOf = (row: CookRow) => [
  row.cook_id,
  row.cooker_id,
  row.started_by,
  row.started_at,
  row.ended_at,
  row.plan,
  row.verdict,
  row.outcome,
  row.record,
  row.checksum,
];

const COLUMNS = safeColumns({
  cook_id: 'TEXT',
  cooker_id: 'TEXT',
  started_by: 'TEXT',
  started_at: 'INTEGER',
  ended_at: 'INTEGER',
  plan: 'TEXT',
  verdict: 'TEXT',
  outcome: 'TEXT',
  record: 'TEXT',
  checksum: 'INTEGER',
} satisfies Record<keyof CookRow, ColumnType>);

const asCookRow: ReadJson<CookRow> = (row) => ({
  cook_id: row.field('cook_id').text(),
  cooker_id: row.field('cooker_id').text(),
  started_by: row.field('started_by').text(),
  started_at: row.field('started_at').number(),
  ended_at: row.field('ended_at').orNull(asNumber),
  plan: row.field('plan').orNull(asText),
  verdict: row.field('verdict').orNull(asText),
  outcome: row.field('outcome').orNull(asText),
  record: row.field('record').orNull(asText),
  checksum: row.field('checksum').number(),
});

/** Serialises a cook. */
export const toRow = (cook: RecordedCook): CookRow =>
  withChecksum({
    cook_id: cook.cookId,
    cooker_id: cook.cookerId,
    started_by: cook.startedBy,
    started_at: cook.startedAt,
    ended_at: cook.endedAt,
    outcome: cook.outcome,
    plan: cook.plan && JSON.stringify(cook.plan),
    verdict: cook.verdict && JSON.stringify(cook.verdict),
    record: JSON.stringify({ version: STORED_VERSION, ...cook.record }),
  });

/** Thrown when a row is intact but holds no record of a known form. */
class UnreadableRecordError extends StorageUnavailableError {
  constructor(cookId: string, cause: Error) {
    super('damaged', `the record of cook ${cookId} cannot be read: ${cause.message}`, { cause });
  }
}

/** @throws StorageUnavailableError when the row was changed or has no known form */
function toCook(row: object): RecordedCook {
  const sound = verifyChecksum(readRow('cooks', row, asCookRow));
  try {
    return readCook(sound);
  } catch (error) {
    if (!(error instanceof JsonFormError || error instanceof TypeError)) throw error;
    throw new UnreadableRecordError(sound.cook_id, error);
  }
}
