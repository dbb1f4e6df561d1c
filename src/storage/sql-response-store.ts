import { CompiledQuery } from 'kysely';
import { asNumber, asText, type ReadJson } from '../shared/json-reader.js';
import { ResponseStore, type StoredResponse } from './response-store.js';
import type { Database } from './database.js';
import type { DirectStatements } from './sqlite-file.js';
import { fromJson, withChecksum, toJson, verifyChecksum, readRow } from './stored-rows.js';
import type { ResponseRow } from './tables.js';

/** The response store in the database. */
export class SqlResponseStore extends ResponseStore {
  constructor(private readonly database: Database) {
    super();
  }

  async claim(response: StoredResponse): Promise<StoredResponse | undefined> {
    return this.database.writeDirectly((statements) => claimIn(statements, response));
  }

  async save(response: StoredResponse): Promise<void> {
    const row = toRow(response);
    await this.database.writeDirectly(
      (statements) => statements.run(`INSERT OR REPLACE ${VALUES}`, valuesOf(row)),
      { durable: 'soon' },
    );
  }

  async find(requestId: string): Promise<StoredResponse | undefined> {
    const { rows } = await this.database.read(
      (queries) => queries.executeQuery<object>(CompiledQuery.raw(SELECT, [requestId])),
      { early: true },
    );
    const [row] = rows;
    return row && toStoredResponse(row);
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
export function claimIn(statements: DirectStatements, response: StoredResponse): StoredResponse | undefined {
  const [taken] = statements.all(SELECT, [response.requestId]);
  if (taken !== undefined) return toStoredResponse(taken);
  statements.run(`INSERT ${VALUES}`, valuesOf(toRow(response)));
  return undefined;
}

// Plain SQL, since building a statement takes longer than running it, and every start runs three of them.
/** The columns as `safeColumns` selects them, since the row may not have been verified yet. */
const SELECT =
  'SELECT CAST(request_id AS BLOB) AS request_id, CAST(body_hash AS BLOB) AS body_hash, CAST(cook_id AS BLOB) AS cook_id, CAST(status AS INTEGER) AS status, CAST(answer AS BLOB) AS answer, CAST(at AS INTEGER) AS at, CAST(checksum AS INTEGER) AS checksum FROM answers WHERE request_id = ?';
const VALUES =
  'INTO answers (request_id, body_hash, cook_id, status, answer, at, checksum) VALUES (?, ?, ?, ?, ?, ?, ?)';

const valuesOf = ({ request_id, body_hash, cook_id, status, answer, at, checksum }: ResponseRow) => [
  request_id,
  body_hash,
  cook_id,
  status,
  answer,
  at,
  checksum,
];

const toRow = ({ requestId, bodyHash, cookId, status, body, at }: StoredResponse): ResponseRow =>
  withChecksum({
    request_id: requestId,
    body_hash: bodyHash,
    cook_id: cookId,
    status,
    answer: toJson(body),
    at,
  });

const asResponseRow: ReadJson<ResponseRow> = (row) => ({
  request_id: row.field('request_id').text(),
  body_hash: row.field('body_hash').text(),
  cook_id: row.field('cook_id').orNull(asText),
  status: row.field('status').orNull(asNumber),
  answer: row.field('answer').orNull(asText),
  at: row.field('at').number(),
  checksum: row.field('checksum').number(),
});

/** @throws StorageUnavailableError when the row was changed */
function toStoredResponse(row: unknown): StoredResponse {
  const {
    request_id: requestId,
    body_hash: bodyHash,
    cook_id: cookId,
    status,
    answer,
    at,
  } = verifyChecksum(readRow('answers', row, asResponseRow));
  return { requestId, bodyHash, cookId, status, body: fromJson(answer), at };
}
