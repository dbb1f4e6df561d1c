import { Injectable } from '@nestjs/common';
import { JsonFormError, JsonReader, type ReadJson } from '../../shared/json-reader.js';
import { Database } from '../../storage/database.js';
import type { DirectStatements } from '../../storage/sqlite-file.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import { readRow, verifyChecksum, withChecksum } from '../../storage/stored-rows.js';
import type { OwnerSecretRow } from '../../storage/tables.js';

const TABLE = 'owner_secrets';
const SELECT = `SELECT name, content, checksum FROM ${TABLE} WHERE name = ?`;
const UPSERT = `INSERT OR REPLACE INTO ${TABLE} (name, content, checksum) VALUES (?, ?, ?)`;
const DELETE = `DELETE FROM ${TABLE} WHERE name = ?`;

/** What the owner proves itself with, by name: digests and hashes only. */
@Injectable()
export class OwnerSecrets {
  constructor(private readonly database: Database) {}

  /** Undefined when there is none of that name. @throws StorageUnavailableError */
  async find<Secret>(name: string, read: ReadJson<Secret>): Promise<Secret | undefined> {
    const row = await this.database.read((queries) =>
      queries.selectFrom(TABLE).selectAll().where('name', '=', name).executeTakeFirst(),
    );
    return row && contentOf(row, read);
  }

  /** Stores it in the place of the one that has its name. @throws StorageUnavailableError */
  async put(name: string, content: object): Promise<void> {
    const row = withChecksum({ name, content: JSON.stringify(content) });
    await this.database.writeDirectly((statements) =>
      statements.run(UPSERT, [row.name, row.content, row.checksum]),
    );
  }

  /**
   * Removes a secret that fulfils a condition, in one step: of two who use it at once only one succeeds.
   * @returns whether it was removed
   */
  take<Secret>(name: string, read: ReadJson<Secret>, accepts: (secret: Secret) => boolean): Promise<boolean> {
    return this.database.writeDirectly((statements) => {
      const [row] = statements.all(SELECT, [name]);
      if (row === undefined || !accepts(contentOf(row, read))) return false;
      remove(statements, name);
      return true;
    });
  }

  async remove(name: string): Promise<void> {
    await this.database.writeDirectly((statements) => remove(statements, name));
  }
}

const remove = (statements: DirectStatements, name: string): unknown => statements.run(DELETE, [name]);

const asRow: ReadJson<OwnerSecretRow> = (row) => ({
  name: row.field('name').text(),
  content: row.field('content').text(),
  checksum: row.field('checksum').number(),
});

/** @throws StorageUnavailableError when the row is not what was written */
function contentOf<Secret>(row: unknown, read: ReadJson<Secret>): Secret {
  const { name, content } = verifyChecksum(readRow(TABLE, row, asRow));
  try {
    return read(JsonReader.parse(content));
  } catch (error) {
    if (!(error instanceof JsonFormError || error instanceof TypeError)) throw error;
    throw new StorageUnavailableError('damaged', `the ${name} of the owner cannot be read`, { cause: error });
  }
}
