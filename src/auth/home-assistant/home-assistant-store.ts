import { Injectable } from '@nestjs/common';
import { JsonFormError, JsonReader, type ReadJson } from '../../shared/json-reader.js';
import { Database } from '../../storage/database.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import { readRow, verifyChecksum, withChecksum } from '../../storage/stored-rows.js';
import type { HomeAssistantRow } from '../../storage/tables.js';

const TABLE = 'home_assistant';
const UPSERT = `INSERT OR REPLACE INTO ${TABLE} (name, content, checksum) VALUES (?, ?, ?)`;

/** What is remembered of Home Assistant, by name. */
@Injectable()
export class HomeAssistantStore {
  constructor(private readonly database: Database) {}

  /** Undefined where nothing of that name is remembered. @throws StorageUnavailableError */
  async find<Content>(name: string, read: ReadJson<Content>): Promise<Content | undefined> {
    const row = await this.database.read((queries) =>
      queries.selectFrom(TABLE).selectAll().where('name', '=', name).executeTakeFirst(),
    );
    return row && contentOf(row, read);
  }

  /** @throws StorageUnavailableError */
  async put(name: string, content: object): Promise<void> {
    const row = withChecksum({ name, content: JSON.stringify(content) });
    await this.database.writeDirectly((statements) =>
      statements.run(UPSERT, [row.name, row.content, row.checksum]),
    );
  }
}

const asRow: ReadJson<HomeAssistantRow> = (row) => ({
  name: row.field('name').text(),
  content: row.field('content').text(),
  checksum: row.field('checksum').number(),
});

/** @throws StorageUnavailableError when the row is not what was written */
function contentOf<Content>(row: unknown, read: ReadJson<Content>): Content {
  const { name, content } = verifyChecksum(readRow(TABLE, row, asRow));
  try {
    return read(JsonReader.parse(content));
  } catch (error) {
    if (!(error instanceof JsonFormError)) throw error;
    throw new StorageUnavailableError('damaged', `${name} of Home Assistant cannot be read`, {
      cause: error,
    });
  }
}
