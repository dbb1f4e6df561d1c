import { CompiledQuery, type Kysely, type Transaction } from 'kysely';
import { AnswerStore, type StoredAnswer } from './answer-store.js';
import { asText, safeColumns, type ColumnType } from './bytes-as-text.js';
import type { Database } from './database.js';
import { fromJson, withChecksum, toJson, verifyChecksum } from './row-checksum.js';
import type { AnswerRow, Tables } from './tables.js';

/** The response store in the database. */
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
      transaction.executeQuery(CompiledQuery.raw(`INSERT OR REPLACE ${VALUES}`, valuesOf(row))),
    );
  }

  async find(requestId: string): Promise<StoredAnswer | undefined> {
    const { rows } = await this.database.read(
      (queries) => queries.executeQuery(selectOf(queries, requestId)),
      {
        early: true,
      },
    );
    const [row] = rows;
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

/** Claims a `request_id` for a request, unless it is taken. @returns the request that has it already, or undefined */
export async function claimIn(
  transaction: Transaction<Tables>,
  answer: StoredAnswer,
): Promise<StoredAnswer | undefined> {
  const { rows } = await transaction.executeQuery(selectOf(transaction, answer.requestId));
  const [taken] = rows;
  if (taken !== undefined) return toAnswer(asText(taken) as AnswerRow);
  await transaction.executeQuery(CompiledQuery.raw(`INSERT ${VALUES}`, valuesOf(toRow(answer))));
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

// Plain SQL, since building a statement takes longer than running it, and every start runs three of them.
const VALUES =
  'INTO answers (request_id, body_hash, cook_id, status, answer, at, checksum) VALUES (?, ?, ?, ?, ?, ?, ?)';

const valuesOf = ({ request_id, body_hash, cook_id, status, answer, at, checksum }: AnswerRow) => [
  request_id,
  body_hash,
  cook_id,
  status,
  answer,
  at,
  checksum,
];

/** Compiled once; only its value changes. */
let select: CompiledQuery<object> | undefined;
function selectOf(queries: Kysely<Tables>, requestId: string): CompiledQuery<object> {
  select ??= queries.selectFrom('answers').select(COLUMNS).where('request_id', '=', requestId).compile();
  return { ...select, parameters: [requestId] };
}

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
