import { SqliteDialect, SqliteDriver, type DatabaseConnection, type Driver } from 'kysely';
import { PreparedStatements, type SqliteFile } from './sqlite-file.js';

/** Kysely's dialect for libsql. */
export class LibsqlDialect extends SqliteDialect {
  constructor(private readonly database: SqliteFile) {
    super({ database: new PreparedStatements(database) });
  }

  override createDriver(): Driver {
    return new LibsqlDriver(this.database);
  }
}

class LibsqlDriver extends SqliteDriver {
  constructor(private readonly database: SqliteFile) {
    super({ database: new PreparedStatements(database) });
  }

  /** On a full disk SQLite has rolled back by itself; a second rollback would hide the cause. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.database.inTransaction) await super.rollbackTransaction(connection);
  }
}
