import { Injectable } from '@nestjs/common';
import { asText, safeColumns, type ColumnType } from '../../storage/bytes-as-text.js';
import { CookRecordRepository, type CookCursor, type StoredCook } from './cook-record.repository.js';
import { Database } from '../../storage/database.js';
import type { Writing } from '../../storage/database-terms.js';
import { fromJson, withChecksum, toJson, verifyChecksum } from '../../storage/row-checksum.js';
import type { CookRow } from '../../storage/tables.js';

/** The cooks in our database. */
@Injectable()
export class SqlCookRecordRepository extends CookRecordRepository {
  constructor(private readonly database: Database) {
    super();
  }

  save(cook: StoredCook): Promise<void> {
    return this.write(cook, { durable: false });
  }

  saveDurably(cook: StoredCook): Promise<void> {
    return this.write(cook, { durable: true });
  }

  async find(cookId: string): Promise<StoredCook | undefined> {
    const row = await this.database.read((queries) =>
      queries.selectFrom('cooks').selectAll().where('cook_id', '=', cookId).executeTakeFirst(),
    );
    return row && toCook(row);
  }

  async running(): Promise<StoredCook[]> {
    const rows = await this.database.read(
      (queries) =>
        queries
          .selectFrom('cooks')
          .select(COLUMNS)
          .where('ended_at', 'is', null)
          .orderBy('started_at')
          .execute(),
      { early: true },
    );
    return rows.map((row) => toCook(asText(row) as CookRow));
  }

  async endedSince(at: number): Promise<StoredCook[]> {
    const rows = await this.database.read(
      (queries) =>
        queries
          .selectFrom('cooks')
          .select(COLUMNS)
          .where('ended_at', '>=', at)
          .orderBy('started_at')
          .execute(),
      { early: true },
    );
    return rows.map((row) => toCook(asText(row) as CookRow));
  }

  async newestFirst(limit: number, from?: CookCursor): Promise<StoredCook[]> {
    const rows = await this.database.read((queries) =>
      queries
        .selectFrom('cooks')
        .selectAll()
        .$if(from !== undefined, (page) =>
          page.where((row) =>
            row(row.refTuple('started_at', 'cook_id'), '<', row.tuple(from!.startedAt, from!.cookId)),
          ),
        )
        .orderBy('started_at', 'desc')
        .orderBy('cook_id', 'desc')
        .limit(limit)
        .execute(),
    );
    return rows.map(toCook);
  }

  async forgetEndedBefore(at: number): Promise<number> {
    const { numDeletedRows } = await this.database.write((transaction) =>
      transaction.deleteFrom('cooks').where('ended_at', '<', at).executeTakeFirst(),
    );
    return Number(numDeletedRows);
  }

  private async write(cook: StoredCook, writing: Writing): Promise<void> {
    const row = toRow(cook);
    await this.database.write(
      (transaction) =>
        transaction
          .insertInto('cooks')
          .values(row)
          .onConflict((known) => known.column('cook_id').doUpdateSet(row))
          .execute(),
      writing,
    );
  }
}

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

const toRow = (cook: StoredCook): CookRow =>
  withChecksum({
    cook_id: cook.cookId,
    cooker_id: cook.cookerId,
    started_by: cook.startedBy,
    started_at: cook.startedAt,
    ended_at: cook.endedAt,
    plan: toJson(cook.plan),
    verdict: toJson(cook.verdict),
    outcome: cook.outcome,
    record: toJson(cook.record),
  });

function toCook(row: CookRow): StoredCook {
  const sound = verifyChecksum(row);
  return {
    cookId: sound.cook_id,
    cookerId: sound.cooker_id,
    startedBy: sound.started_by,
    startedAt: sound.started_at,
    endedAt: sound.ended_at,
    plan: fromJson(sound.plan),
    verdict: fromJson(sound.verdict),
    outcome: sound.outcome,
    record: fromJson(sound.record),
  };
}
