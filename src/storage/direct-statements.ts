import { PreparedStatements } from './prepared-statements.js';
import type { SqliteFile } from './sqlite-file.js';

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
