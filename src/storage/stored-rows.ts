import { asText, JsonFormError, JsonReader, type ReadJson } from '../shared/json-reader.js';
import { bytesToText } from './bytes-as-text.js';
import type { SealedHead } from './journal-chain.js';
import { StorageUnavailableError } from './storage.errors.js';
import type { JournalRow } from './tables.js';

/**
 * Parses a row of the database. Columns of text may be bytes, as `safeColumns` selects them.
 * @param table its name, for the error
 * @throws StorageUnavailableError when a column is not of its type
 */
export const readRow = <Row>(table: string, row: unknown, read: ReadJson<Row>): Row =>
  readRawRow(table, row, (raw) => read(JsonReader.of(bytesToText(raw.object()))));

/** As `readRow`; bytes stay bytes. */
export function readRawRow<Row>(table: string, row: unknown, read: ReadJson<Row>): Row {
  try {
    return read(JsonReader.of(row));
  } catch (error) {
    if (!(error instanceof JsonFormError)) throw error;
    const facts = `a row of ${table} is not what was written: ${error.message}`;
    throw new StorageUnavailableError('damaged', facts, { cause: error });
  }
}

export const asJournalRow: ReadJson<JournalRow> = (row) => ({
  sequence: row.field('sequence').number(),
  at: row.field('at').number(),
  command_id: row.field('command_id').text(),
  cooker_id: row.field('cooker_id').text(),
  kind: row.field('kind').text(),
  stage: row.field('stage').text(),
  content: row.field('content').orNull(asText),
  previous: row.field('previous').text(),
  hash: row.field('hash').text(),
});

export const asSealedHead: ReadJson<SealedHead> = (row) => ({
  sequence: row.field('sequence').number(),
  hash: row.field('hash').text(),
  seal: row.field('seal').text(),
});
