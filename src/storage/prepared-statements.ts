import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { SqliteFile } from './sqlite-file.js';

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
