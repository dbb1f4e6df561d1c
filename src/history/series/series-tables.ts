import { isAnyArrayBuffer, isUint8Array } from 'node:util/types';
import type { DirectStatements } from '../../storage/sqlite-file.js';
import { openBlock, sealBlock } from './blocks/sealed-block.js';
import type { BlockTable } from './places.js';

/** A block as it was found: its content, or that it is not what was written. */
export interface FoundBlock {
  readonly id: number;
  /** Undefined when a byte of it is wrong. */
  readonly content: Uint8Array | undefined;
}

/** Readings of an hour that were not merged into its block yet. */
export interface FoundChunk extends FoundBlock {
  readonly series: number;
  readonly hour: number;
}

/** A span whose raw readings stay for ever. */
export interface KeptSpan {
  readonly series: number;
  readonly from: number;
  /** Null for one without an end yet. */
  readonly to: number | null;
}

type Row = Readonly<Record<string, unknown>>;

/**
 * The rows of the file of readings. Every column is cast, since the driver crashes on text that is not UTF-8, which
 * damage can make of any value. Rows are ordered by the column of the table: ordered by the cast column, every query
 * would sort the whole series.
 */
export class SeriesTables {
  constructor(private readonly statements: DirectStatements) {}

  /** Runs an action in a transaction. */
  transact<Result>(act: () => Result): Result {
    return this.statements.transact(act);
  }

  /** The number of each series by the id of its probe. */
  series(): Map<string, number> {
    const rows = this.all('SELECT CAST(id AS INTEGER) AS id, CAST(probe AS BLOB) AS probe FROM series');
    return new Map(rows.map(({ id, probe }) => [Buffer.from(bytesOf(probe)).toString(), id as number]));
  }

  addSeries(id: number, probe: string): void {
    this.statements.run('INSERT INTO series (id, probe) VALUES (?, ?)', [id, probe]);
  }

  block(table: BlockTable, id: number): FoundBlock | undefined {
    return this.blocks(table, id, id + 1, 1)[0];
  }

  /** Blocks with an id from `from` until before `to`, in their order. */
  blocks(table: BlockTable, from: number, to: number, limit: number): FoundBlock[] {
    const rows = this.all(
      `SELECT CAST(id AS INTEGER) AS id, CAST(content AS BLOB) AS content FROM ${table}
       WHERE id >= ? AND id < ? ORDER BY ${table}.id LIMIT ?`,
      [from, to, limit],
    );
    return inOrder(rows, from, to).map(({ id, content }) => ({
      id,
      content: openBlock(bytesOf(content), placeOf(table, id)),
    }));
  }

  /** As `blocks`, their ids alone. */
  ids(table: BlockTable, from: number, to: number, limit: number): number[] {
    const query = `SELECT CAST(id AS INTEGER) AS id FROM ${table} WHERE id >= ? AND id < ? ORDER BY ${table}.id LIMIT ?`;
    return inOrder(this.all(query, [from, to, limit]), from, to).map(({ id }) => id);
  }

  /** The greatest id from `from` until before `to`. */
  lastId(table: BlockTable, from: number, to: number): number | undefined {
    const query = `SELECT CAST(id AS INTEGER) AS id FROM ${table} WHERE id >= ? AND id < ? ORDER BY ${table}.id DESC LIMIT 1`;
    return this.all(query, [from, to])[0]?.['id'] as number | undefined;
  }

  /** Whether an hour with an id from `from` until before `to` has minutes and no raw readings; the oldest is found first. */
  hasMinutesAlone(from: number, to: number): boolean {
    const query = `SELECT CAST(id AS INTEGER) AS id FROM minutes WHERE id >= ? AND id < ?
      AND NOT EXISTS (SELECT 1 FROM readings WHERE readings.id = minutes.id) ORDER BY minutes.id LIMIT 1`;
    return this.all(query, [from, to]).length > 0;
  }

  putBlock(table: BlockTable, id: number, content: Uint8Array): void {
    this.statements.run(
      `INSERT INTO ${table} (id, content) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET content = excluded.content`,
      [id, sealBlock(content, placeOf(table, id))],
    );
  }

  /** Deletes blocks with an id from `from` until before `to`. */
  dropBlocks(table: BlockTable, from: number, to: number): void {
    this.statements.run(`DELETE FROM ${table} WHERE id >= ? AND id < ?`, [from, to]);
  }

  addChunk(series: number, hour: number, content: Uint8Array): void {
    this.statements.run('INSERT INTO chunks (series, hour, content) VALUES (?, ?, ?)', [
      series,
      hour,
      sealBlock(content, placeOfChunk(series, hour)),
    ]);
  }

  /** The chunks of an hour, in the order in which they were written. */
  chunks(series: number, hour: number): FoundChunk[] {
    return this.all(`${CHUNKS} WHERE series = ? AND hour = ? ORDER BY chunks.id`, [series, hour]).map(
      toChunk,
    );
  }

  /** The hour of every chunk: few, since the others are merged into blocks. */
  allChunks(): readonly Pick<FoundChunk, 'series' | 'hour'>[] {
    const query =
      'SELECT CAST(series AS INTEGER) AS series, CAST(hour AS INTEGER) AS hour FROM chunks ORDER BY chunks.id';
    return this.all(query) as unknown as readonly Pick<FoundChunk, 'series' | 'hour'>[];
  }

  dropChunks(series: number, hour: number): void {
    this.statements.run('DELETE FROM chunks WHERE series = ? AND hour = ?', [series, hour]);
  }

  keep({ series, from, to }: KeptSpan): void {
    this.statements.run(
      `INSERT INTO kept (series, first_at, last_at) VALUES (?, ?, ?)
       ON CONFLICT (series, first_at) DO UPDATE SET last_at = excluded.last_at`,
      [series, from, to],
    );
  }

  kept(): KeptSpan[] {
    const rows = this.all(
      `SELECT CAST(series AS INTEGER) AS series, CAST(first_at AS INTEGER) AS first_at,
       CAST(last_at AS INTEGER) AS last_at FROM kept`,
    );
    return rows.map(({ series, first_at, last_at }) => ({
      series: series as number,
      from: first_at as number,
      to: last_at as number | null,
    }));
  }

  private all(sql: string, values: readonly unknown[] = []): readonly Row[] {
    return this.statements.all(sql, values) as readonly Row[];
  }
}

/**
 * Rows up to the first that does not follow the one before: damage can put rows in any order, and what goes on behind the
 * last of them would then never come to an end.
 */
function inOrder(rows: readonly Row[], from: number, to: number): (Row & { readonly id: number })[] {
  const found: (Row & { readonly id: number })[] = [];
  let next = from;
  for (const row of rows) {
    const { id } = row;
    if (typeof id !== 'number' || id < next || id >= to) break;
    found.push({ ...row, id });
    next = id + 1;
  }
  return found;
}

const CHUNKS = `SELECT CAST(id AS INTEGER) AS id, CAST(series AS INTEGER) AS series, CAST(hour AS INTEGER) AS hour,
 CAST(content AS BLOB) AS content FROM chunks`;

function toChunk({ id, series, hour, content }: Row): FoundChunk {
  const place = placeOfChunk(series as number, hour as number);
  return {
    id: id as number,
    series: series as number,
    hour: hour as number,
    content: openBlock(bytesOf(content), place),
  };
}

const placeOf = (table: BlockTable, id: number): string => `${table}:${id}`;
const placeOfChunk = (series: number, hour: number): string => `chunk:${series}:${hour}`;

/** The driver gives bytes as an ArrayBuffer; damage can make them anything. */
function bytesOf(value: unknown): Uint8Array {
  if (isAnyArrayBuffer(value)) return new Uint8Array(value);
  return isUint8Array(value) ? value : new Uint8Array();
}
