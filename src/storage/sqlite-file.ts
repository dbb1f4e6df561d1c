import type { SqliteDatabase, SqliteStatement } from 'kysely';
import Libsql from 'libsql';
import LibsqlPromise from 'libsql/promise';
import { toSqliteValues } from './sqlite-values.js';
import { parametersOf } from './statement-parameters.js';

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
export class Statement implements SqliteStatement {
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
