import { JsonFormError, JsonReader, type ReadJson } from '../shared/json-reader.js';
import type { Database } from './database.js';
import type { DirectStatements } from './sqlite-file.js';
import { StorageUnavailableError } from './storage.errors.js';
import { readRow, verifyChecksum, withChecksum } from './stored-rows.js';
import type { NamedRow } from './tables.js';

/** The tables that hold contents by name. */
type NamedTable = 'owner_secrets' | 'home_assistant';

/** The contents of a table, by name. What a content holds, its feature reads. */
export class NamedContents {
  /** @param whose says in errors whose content it is */
  constructor(
    private readonly database: Database,
    private readonly table: NamedTable,
    private readonly whose: string,
  ) {}

  /** Undefined when there is none of that name. @throws StorageUnavailableError */
  async find<Content>(name: string, read: ReadJson<Content>): Promise<Content | undefined> {
    const row = await this.database.read((queries) =>
      queries.selectFrom(this.table).selectAll().where('name', '=', name).executeTakeFirst(),
    );
    return row && this.contentOf(row, read);
  }

  /** Stores it in the place of the one that has its name. @throws StorageUnavailableError */
  async put(name: string, content: object): Promise<void> {
    const row = withChecksum({ name, content: JSON.stringify(content) });
    const upsert = `INSERT OR REPLACE INTO ${this.table} (name, content, checksum) VALUES (?, ?, ?)`;
    await this.database.writeDirectly((statements) =>
      statements.run(upsert, [row.name, row.content, row.checksum]),
    );
  }

  /**
   * Removes a content that fulfils a condition, in one step: of two who use it at once only one succeeds.
   * @returns whether it was removed
   */
  take<Content>(
    name: string,
    read: ReadJson<Content>,
    accepts: (content: Content) => boolean,
  ): Promise<boolean> {
    return this.database.writeDirectly((statements) => {
      const select = `SELECT name, content, checksum FROM ${this.table} WHERE name = ?`;
      const [row] = statements.all(select, [name]);
      if (row === undefined || !accepts(this.contentOf(row, read))) return false;
      this.removeIn(statements, name);
      return true;
    });
  }

  async remove(name: string): Promise<void> {
    await this.database.writeDirectly((statements) => this.removeIn(statements, name));
  }

  private removeIn(statements: DirectStatements, name: string): void {
    statements.run(`DELETE FROM ${this.table} WHERE name = ?`, [name]);
  }

  /** @throws StorageUnavailableError when the row is not what was written */
  private contentOf<Content>(row: unknown, read: ReadJson<Content>): Content {
    const { name, content } = verifyChecksum(readRow(this.table, row, asNamedRow));
    try {
      return read(JsonReader.parse(content));
    } catch (error) {
      if (!(error instanceof JsonFormError || error instanceof TypeError)) throw error;
      throw new StorageUnavailableError('damaged', `the ${name} of ${this.whose} cannot be read`, {
        cause: error,
      });
    }
  }
}

/** Reads a row of such a table. */
export const asNamedRow: ReadJson<NamedRow> = (row) => ({
  name: row.field('name').text(),
  content: row.field('content').text(),
  checksum: row.field('checksum').number(),
});
