import { asNumber, asText, JsonReader, type ReadJson } from '../../shared/json-reader.js';
import { readRow, verifyChecksum, withChecksum } from '../../storage/stored-rows.js';
import type { OwnerSessionRow } from '../../storage/tables.js';

/** How the owner signed in. */
export type SignInBy = 'password' | 'link';

/** A browser in which the owner is signed in. Times are in milliseconds since 1970. */
export interface OwnerSession {
  /** The digest of the cookie that lets it read. */
  readonly digest: string;
  /** The digest of the cookie that it needs besides for every change. */
  readonly changeDigest: string;
  readonly by: SignInBy;
  /** The browser and its system, as they call themselves. */
  readonly device: string;
  readonly madeAt: number;
  readonly usedAt: number;
  readonly expiresAt: number;
}

/** The columns of a session, in the order of `OWNER_SESSION_COLUMNS`. */
export const OWNER_SESSION_COLUMNS = 'digest, expires_at, content, checksum';

export function toSessionValues({ digest, expiresAt, ...content }: OwnerSession): (string | number)[] {
  const row = withChecksum({
    digest,
    expires_at: expiresAt,
    content: JSON.stringify({ version: 1, ...content }),
  });
  return [row.digest, row.expires_at, row.content, row.checksum];
}

/** @throws StorageUnavailableError or JsonFormError when the row is not what was written */
export function toSession(row: unknown): OwnerSession {
  const { digest, expires_at, content } = verifyChecksum(readRow('owner_sessions', row, asRow));
  return { digest, expiresAt: expires_at, ...asContent(JsonReader.parse(content)) };
}

const asRow: ReadJson<OwnerSessionRow> = (row) => ({
  digest: row.field('digest').text(),
  expires_at: row.field('expires_at').number(),
  content: row.field('content').text(),
  checksum: row.field('checksum').number(),
});

const asContent: ReadJson<Omit<OwnerSession, 'digest' | 'expiresAt'>> = (value) => ({
  changeDigest: asText(value.field('changeDigest')),
  by: value.field('by').oneOf(['password', 'link']),
  device: asText(value.field('device')),
  madeAt: asNumber(value.field('madeAt')),
  usedAt: asNumber(value.field('usedAt')),
});
