import { Injectable } from '@nestjs/common';
import { generateKeyPairSync, randomBytes, randomUUID, type JsonWebKey } from 'node:crypto';
import { asText, JsonReader } from '../../shared/json-reader.js';
import { Database } from '../../storage/database.js';
import { asNamedRow } from '../../storage/named-contents.js';
import { readRow, verifyChecksum, withChecksum } from '../../storage/stored-rows.js';
import { SIGNING_ALGORITHM } from './oauth-metadata.js';

/** The name of the row. */
const NAME = 'oauth-keys';
const VERSION = 1;
const SELECT = 'SELECT name, content, checksum FROM owner_secrets WHERE name = ?';

/** The secrets of the authorization server. */
export interface OAuthSecrets {
  readonly signingKey: JsonWebKey;
  /** They sign the cookies that tie an authorization to a browser. */
  readonly cookieKeys: readonly string[];
}

/** The keys of the authorization server, made at its first use. */
@Injectable()
export class OAuthKeys {
  constructor(private readonly database: Database) {}

  /** The keys; the first call makes them. */
  read(): Promise<OAuthSecrets> {
    return this.database.writeDirectly((statements) => {
      const [row] = statements.all(SELECT, [NAME]);
      if (row !== undefined) return secretsIn(row);
      const secrets = makeSecrets();
      const made = withChecksum({ name: NAME, content: JSON.stringify({ version: VERSION, ...secrets }) });
      statements.run('INSERT INTO owner_secrets (name, content, checksum) VALUES (?, ?, ?)', [
        made.name,
        made.content,
        made.checksum,
      ]);
      return secrets;
    });
  }
}

function makeSecrets(): OAuthSecrets {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const use = { kid: randomUUID(), alg: SIGNING_ALGORITHM, use: 'sig' };
  return {
    signingKey: { ...privateKey.export({ format: 'jwk' }), ...use },
    cookieKeys: [randomBytes(32).toString('base64url')],
  };
}

/** @throws StorageUnavailableError when the row was changed */
function secretsIn(raw: unknown): OAuthSecrets {
  const { content } = verifyChecksum(readRow('owner_secrets', raw, asNamedRow));
  const stored = JsonReader.parse(content);
  return {
    signingKey: stored.field('signingKey').object() as JsonWebKey,
    cookieKeys: stored.field('cookieKeys').list(asText),
  };
}
