import type { Transaction } from 'kysely';
import { AnswerStore, type StoredAnswer } from './answer-store.js';
import { asText, safeColumns, type ColumnType } from './bytes-as-text.js';
import type { Database } from './database.js';
import { fromJson, withChecksum, toJson, verifyChecksum } from './row-checksum.js';
import type { AnswerRow, Tables } from './tables.js';

/** The answers in our database. */
export class SqlAnswerStore extends AnswerStore {
  constructor(private readonly database: Database) {
    super();
  }

  async claim(answer: StoredAnswer): Promise<StoredAnswer | undefined> {
    return this.database.write((transaction) => claimIn(transaction, answer));
  }

  async save(answer: StoredAnswer): Promise<void> {
    const row = toRow(answer);
    await this.database.write((transaction) =>
      transaction
        .insertInto('answers')
        .values(row)
        .onConflict((known) => known.column('request_id').doUpdateSet(row))
        .execute(),
    );
  }

  async find(requestId: string): Promise<StoredAnswer | undefined> {
    const row = await this.database.read(
      (queries) =>
        queries.selectFrom('answers').select(COLUMNS).where('request_id', '=', requestId).executeTakeFirst(),
      { early: true },
    );
    return row && toAnswer(asText(row) as AnswerRow);
  }

  async forget(requestId: string): Promise<void> {
    await this.database.write((transaction) =>
      transaction.deleteFrom('answers').where('request_id', '=', requestId).execute(),
    );
  }

  async forgetBefore(at: number): Promise<number> {
    const { numDeletedRows } = await this.database.write((transaction) =>
      transaction.deleteFrom('answers').where('at', '<', at).executeTakeFirst(),
    );
    return Number(numDeletedRows);
  }
}

/** Takes a `request_id` for a call, unless it is taken. @returns the call that has it already, or undefined */
export async function claimIn(
  transaction: Transaction<Tables>,
  answer: StoredAnswer,
): Promise<StoredAnswer | undefined> {
  const taken = await transaction
    .selectFrom('answers')
    .selectAll()
    .where('request_id', '=', answer.requestId)
    .executeTakeFirst();
  if (taken !== undefined) return toAnswer(taken);
  await transaction.insertInto('answers').values(toRow(answer)).execute();
  return undefined;
}

const COLUMNS = safeColumns({
  request_id: 'TEXT',
  body_hash: 'TEXT',
  cook_id: 'TEXT',
  status: 'INTEGER',
  answer: 'TEXT',
  at: 'INTEGER',
  checksum: 'INTEGER',
} satisfies Record<keyof AnswerRow, ColumnType>);

const toRow = ({ requestId, bodyHash, cookId, status, answer, at }: StoredAnswer): AnswerRow =>
  withChecksum({
    request_id: requestId,
    body_hash: bodyHash,
    cook_id: cookId,
    status,
    answer: toJson(answer),
    at,
  });

function toAnswer(row: AnswerRow): StoredAnswer {
  const {
    request_id: requestId,
    body_hash: bodyHash,
    cook_id: cookId,
    status,
    answer,
    at,
  } = verifyChecksum(row);
  return { requestId, bodyHash, cookId, status, answer: fromJson(answer), at };
}
