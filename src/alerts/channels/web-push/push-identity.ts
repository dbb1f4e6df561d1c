import { Injectable } from '@nestjs/common';
import { createPrivateKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { JsonFormError, JsonReader } from '../../../shared/json-reader.js';
import { Database } from '../../../storage/database.js';
import { StorageUnavailableError } from '../../../storage/storage.errors.js';
import { asNamedRow } from '../../../storage/named-contents.js';
import { readRow, safeColumns, verifyChecksum, withChecksum } from '../../../storage/stored-rows.js';
import type { VapidKeys } from './vapid-token.js';

/** The name of the row. */
const NAME = 'web-push-keys';
const VERSION = 1;
const SELECT = 'SELECT name, content, checksum FROM owner_secrets WHERE name = ?';
const COLUMNS = safeColumns({ name: 'TEXT', content: 'TEXT', checksum: 'INTEGER' });
const INSERT = 'INSERT INTO owner_secrets (name, content, checksum) VALUES (?, ?, ?)';

/**
 * The keys with which this server identifies itself to push services. They are made at their first use and kept in the
 * database, and so in its backups: every subscription of a browser is tied to them.
 */
@Injectable()
export class PushIdentity {
  private known: Promise<VapidKeys> | undefined;

  constructor(private readonly database: Database) {}

  /** The keys; the first call of all makes them. @throws StorageUnavailableError while they are not known */
  keys(): Promise<VapidKeys> {
    this.known ??= this.read().catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  private async read(): Promise<VapidKeys> {
    // While a large database is still being verified too: messages wait for it.
    const [row] = await this.database.read(
      (queries) => queries.selectFrom('owner_secrets').select(COLUMNS).where('name', '=', NAME).execute(),
      { early: true },
    );
    return toKeys(row === undefined ? await this.make() : keyIn(row));
  }

  /** Of two that find none at the same time, the first makes them. */
  private make(): Promise<JsonWebKey> {
    return this.database.writeDirectly(
      (statements) => {
        const [row] = statements.all(SELECT, [NAME]);
        if (row !== undefined) return keyIn(row);
        const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
        const made = withChecksum({ name: NAME, content: JSON.stringify({ version: VERSION, key }) });
        statements.run(INSERT, [made.name, made.content, made.checksum]);
        return key;
      },
      { waits: 'a-moment' },
    );
  }
}

/** @throws StorageUnavailableError when the row was changed */
function keyIn(raw: unknown): JsonWebKey {
  const { content } = verifyChecksum(readRow('owner_secrets', raw, asNamedRow));
  try {
    return JsonReader.parse(content).field('key').object() as JsonWebKey;
  } catch (error) {
    if (error instanceof JsonFormError) throw unreadable(error);
    throw error;
  }
}

const unreadable = (cause: unknown): StorageUnavailableError =>
  new StorageUnavailableError('damaged', 'the keys for Web Push cannot be read', { cause });

function toKeys(key: JsonWebKey): VapidKeys {
  try {
    const point = Buffer.concat([Buffer.of(4), coordinate(key.x), coordinate(key.y)]);
    return {
      publicKey: point.toString('base64url'),
      privateKey: createPrivateKey({ key, format: 'jwk' }),
    };
  } catch (error) {
    throw unreadable(error);
  }
}

/** RFC 7518, section 6.2.1: 32 bytes each, with leading zeros. */
const coordinate = (text = ''): Buffer => Buffer.from(text, 'base64url');
