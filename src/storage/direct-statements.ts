import type { SqliteFile } from './sqlite-file.js';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { LRUCache } from 'lru-cache';

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
