import type { SqliteDatabase, SqliteStatement } from 'kysely';
import Libsql from 'libsql';
import LibsqlPromise from 'libsql/promise';
import { statSync } from 'node:fs';
import { toUSVString } from 'node:util';
import { isUint8Array } from 'node:util/types';
import { StorageUnavailableError } from './storage.errors.js';
import { LRUCache } from 'lru-cache';

/**
 * A connection to a database, and the only use of the driver. Values that the driver would misread or crash on are
 * refused first.
 */
export class SqliteFile implements SqliteDatabase {
  private readonly driver: Libsql.Database;

  /** @param name a path, a file: URL or :memory: */
  constructor(name: string) {
    this.driver = new Libsql(name);
  }

  get inTransaction(): boolean {
    return this.driver.inTransaction;
  }

  prepare(sql: string): Statement {
    return new Statement(this.driver.prepare(sql), parametersOf(sql));
  }

  /** Runs statements that take no values. */
  exec(sql: string): void {
    this.driver.exec(sql);
  }

  close(): void {
    if (this.driver.open) this.driver.close();
  }
}

/** The size of a file in bytes; 0 when there is none. */
export const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** The identity of the file at a path, which another file in its place does not have; undefined when there is none. */
export function identityOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}

/** Checks the structure of all pages with SQLite's integrity_check: https://sqlite.org/pragma.html */
const CHECK_FORM = `
PRAGMA cache_size = -2000;
PRAGMA temp_store = MEMORY;
CREATE TEMP TABLE form AS SELECT integrity_check FROM pragma_integrity_check(1, 'main');
`;

/**
 * SQLite's integrity check of all pages of a database. It runs on a thread of the driver, since it cannot be divided.
 * @param name a path or file: URL
 * @param signal cancels it; then it fails
 */
export async function formOf(name: string, signal: AbortSignal): Promise<string | undefined> {
  const driver = new LibsqlPromise(name, {});
  const stop = () => driver.interrupt();
  signal.addEventListener('abort', stop);
  try {
    await (driver.exec(CHECK_FORM) as Promise<void>);
    const statement = (await driver.prepare('SELECT integrity_check FROM temp.form')) as {
      all(): Promise<{ readonly integrity_check: string }[]>;
    };
    const [form] = await statement.all();
    return form?.integrity_check;
  } finally {
    signal.removeEventListener('abort', stop);
    driver.close();
  }
}

/** A prepared statement. Every run binds all of its values anew. */
class Statement implements SqliteStatement {
  constructor(
    private readonly statement: Libsql.Statement,
    private readonly parameters: number,
  ) {}

  get reader(): boolean {
    return this.statement.reader;
  }

  all(values: readonly unknown[] = []): unknown[] {
    return this.statement.all(this.bound(values));
  }

  run(values: readonly unknown[] = []): { changes: number; lastInsertRowid: number } {
    return this.statement.run(this.bound(values)) as { changes: number; lastInsertRowid: number };
  }

  iterate(values: readonly unknown[] = []): IterableIterator<unknown> {
    return this.statement.iterate(this.bound(values));
  }

  private bound(values: readonly unknown[]): unknown[] {
    return toSqliteValues(values, this.parameters);
  }
}

/** A value that SQLite can store: text, a number, bytes or NULL. */
type SqliteValue = string | number | bigint | Uint8Array | null;

/** An INTEGER of SQLite has eight bytes: https://sqlite.org/datatype3.html */
const SMALLEST = -(2n ** 63n);
const LARGEST = 2n ** 63n - 1n;

/**
 * Thrown when the database driver could not store a value unchanged, before the driver gets it. As with every storage
 * error, a start is then refused and a stop is still sent.
 */
export class UnstorableValueError extends StorageUnavailableError {
  constructor(facts: string) {
    super('unstorable', facts);
  }
}

/**
 * Converts the values of a statement to those that the driver stores unchanged. The driver binds every number as
 * floating point, so whole numbers become bigint. Any other type would crash the process, become NULL or change.
 * @param expected how many parameters the statement has: the driver fills missing ones with those of its last run
 * @throws UnstorableValueError
 */
export function toSqliteValues(values: readonly unknown[], expected: number): SqliteValue[] {
  if (values.length !== expected) {
    throw new UnstorableValueError(`the statement takes ${expected} values and was given ${values.length}`);
  }
  // Unlike map, this visits the holes of an array.
  return Array.from(values, toSqliteValue);
}

function toSqliteValue(value: unknown, index: number): SqliteValue {
  const reason = reasonAgainst(value);
  if (reason !== undefined) throw new UnstorableValueError(`value ${index + 1} is ${reason}`);
  return Number.isSafeInteger(value) ? BigInt(value as number) : (value as SqliteValue);
}

/** Why a value cannot be stored; undefined when it can. */
function reasonAgainst(value: unknown): string | undefined {
  if (value === null || isUint8Array(value)) return undefined;
  if (typeof value === 'string') return reasonAgainstText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'no finite number';
  if (typeof value === 'bigint') return isStorable(value) ? undefined : 'a bigint of more than 64 bits';
  return `of type ${typeof value}`;
}

const isStorable = (value: bigint): boolean => value >= SMALLEST && value <= LARGEST;

/** The driver reads text back only up to its first NUL, and a lone surrogate as U+FFFD. */
function reasonAgainstText(text: string): string | undefined {
  if (text.includes('\0')) return 'text with a NUL in it';
  return toUSVString(text) === text ? undefined : 'text that is not well-formed Unicode';
}

/** Tokens of SQL, including those that may hold a question mark: https://sqlite.org/lang_expr.html */
const TOKENS =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[^]*?(?:\*\/|$)|\?(\d*)|[:@$#](\w+)|[\w$]+/g;

/**
 * How many values a statement takes, each for a `?` of its own.
 * @throws RangeError for parameters with a name or a number: one value could stand for several of those
 */
export function parametersOf(sql: string): number {
  let count = 0;
  for (const [token, number, name] of sql.matchAll(TOKENS)) {
    if (name !== undefined || (number !== undefined && number !== '')) {
      throw new RangeError(`A parameter of a statement is written as ? alone, not as ${token}`);
    }
    if (number === '') count++;
  }
  return count;
}

/**
 * Runs plain SQL on the connection, without a pause between two statements. Kysely needs several turns and many objects
 * for each statement, and every start of a cook runs a dozen.
 */
export class DirectStatements {
  private readonly prepared: PreparedStatements;

  constructor(private readonly file: SqliteFile) {
    this.prepared = new PreparedStatements(file);
  }

  run(sql: string, values: readonly unknown[] = []): void {
    this.prepared.prepare(sql).run(values);
  }

  all(sql: string, values: readonly unknown[] = []): unknown[] {
    return this.prepared.prepare(sql).all(values);
  }

  /** As `all`, with a few rows in memory at a time. Read all of them without awaiting: a write could run in between. */
  *each(sql: string, values: readonly unknown[] = []): Generator<unknown, void> {
    const rows = this.prepared.prepare(sql).iterate(values);
    try {
      for (const row of rows) yield row;
    } finally {
      // An open query keeps the write-ahead log from being emptied, and the driver ends it with its last row only.
      for (const row of rows) void row;
    }
  }

  /** Runs an action in a transaction. Nothing else runs before its end. */
  transact<Result>(act: () => Result): Result {
    this.run('BEGIN');
    try {
      const result = act();
      this.run('COMMIT');
      return result;
    } catch (error) {
      // On a full disk SQLite has rolled back by itself, and a second rollback would hide the cause.
      if (this.file.inTransaction) this.run('ROLLBACK');
      throw error;
    }
  }

  /** Runs an action whose commits do not wait for the disk. */
  withoutFlush<Result>(act: () => Result): Result {
    this.file.exec('PRAGMA synchronous = NORMAL');
    try {
      return act();
    } finally {
      this.file.exec('PRAGMA synchronous = FULL');
    }
  }
}

/** More than the server has different queries; queries of varying length replace the oldest. */
const MOST = 100;

/**
 * A cache of prepared statements. The driver frees a statement only at garbage collection, which does not know its
 * size: one for each query run would fill the memory of a small computer within hours.
 */
export class PreparedStatements implements SqliteDatabase {
  private readonly known = new LRUCache<string, SqliteStatement>({ max: MOST });

  constructor(private readonly database: SqliteFile) {}

  prepare(query: string): SqliteStatement {
    const statement = this.known.get(query) ?? this.database.prepare(query);
    this.known.set(query, statement);
    return statement;
  }

  close(): void {
    this.known.clear();
    this.database.close();
  }
}
