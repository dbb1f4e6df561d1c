import Sqlite from 'libsql';
import { join } from 'node:path';

/** A lock on the database of a server, as another program has it that writes. */
export class LockedDatabase {
  private constructor(private readonly connection: Sqlite.Database) {}

  /** @param folder the data folder of the server */
  static of(folder: string): LockedDatabase {
    const connection = new Sqlite(join(folder, 'coddle.db'));
    connection.exec('BEGIN IMMEDIATE');
    return new LockedDatabase(connection);
  }

  /** A lock that keeps others from reading too. No connection may be open before. */
  static wholly(folder: string): LockedDatabase {
    const connection = new Sqlite(join(folder, 'coddle.db'));
    connection.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE');
    return new LockedDatabase(connection);
  }

  release(): void {
    this.connection.exec('ROLLBACK');
    this.connection.close();
  }
}
