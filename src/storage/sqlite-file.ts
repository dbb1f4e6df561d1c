import type { SqliteDatabase, SqliteStatement } from 'kysely';
import Libsql from 'libsql';
import { boundValues } from './bound-values.js';
import { parametersOf } from './statement-parameters.js';

/**
 * A connection to a database, and the only way to the driver. What the driver would misread, or would end the process
 * on, is refused before it gets there.
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
    this.driver.close();
  }
}

/** A prepared statement. Every call binds all of its values anew. */
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
    return boundValues(values, this.parameters);
  }
}
