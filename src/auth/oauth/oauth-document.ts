import { hash } from 'node:crypto';
import { asNumber, asText, JsonFormError, JsonReader, type ReadJson } from '../../shared/json-reader.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import { readRow, verifyChecksum, withChecksum } from '../../storage/stored-rows.js';
import type { OAuthDocumentRow } from '../../storage/tables.js';

/** One document of OAuth as it is stored: a token, a code, a client, a grant. */
export interface OAuthDocument {
  readonly kind: string;
  /** What identifies it to others: of a secret only the digest is stored. */
  readonly id: string;
  readonly grantId?: string;
  readonly uid?: string;
  /** Milliseconds since 1970; never, where it is left out. */
  readonly expiresAt?: number;
  readonly consumedAt?: number;
  readonly content: object;
}

/** Documents whose id is no secret: it is shown to the owner. The id of every other one opens something. */
const OPEN_IDS: ReadonlySet<string> = new Set(['Client', 'Grant', 'ClientGrant']);
const VERSION = 1;

/** The id of a document in the table. */
export const storedId = (kind: string, id: string): string =>
  OPEN_IDS.has(kind) ? id : hash('sha256', id, 'base64url');

/** The row of a document. */
export const toRow = (document: OAuthDocument): OAuthDocumentRow =>
  withChecksum({
    kind: document.kind,
    document_id: storedId(document.kind, document.id),
    grant_id: document.grantId ?? null,
    uid: document.uid ?? null,
    expires_at: document.expiresAt ?? null,
    consumed_at: document.consumedAt ?? null,
    content: JSON.stringify({ version: VERSION, content: document.content }),
  });

const asRow: ReadJson<OAuthDocumentRow> = (row) => ({
  kind: row.field('kind').text(),
  document_id: row.field('document_id').text(),
  grant_id: row.field('grant_id').orNull(asText),
  uid: row.field('uid').orNull(asText),
  expires_at: row.field('expires_at').orNull(asNumber),
  consumed_at: row.field('consumed_at').orNull(asNumber),
  content: row.field('content').text(),
  checksum: row.field('checksum').number(),
});

/**
 * The document of a row.
 * @param id its id, where it is known; otherwise it has that of the table
 * @throws StorageUnavailableError when the row was changed
 */
export function toDocument(raw: unknown, id?: string): OAuthDocument {
  const row = verifyChecksum(readRow('oauth_documents', raw, asRow));
  return {
    kind: row.kind,
    id: id ?? row.document_id,
    ...(row.grant_id !== null && { grantId: row.grant_id }),
    ...(row.uid !== null && { uid: row.uid }),
    ...(row.expires_at !== null && { expiresAt: row.expires_at }),
    ...(row.consumed_at !== null && { consumedAt: row.consumed_at }),
    content: contentOf(row.content),
  };
}

function contentOf(text: string): object {
  try {
    const stored = JsonReader.parse(text);
    if (stored.field('version').number() !== VERSION) throw new JsonFormError('version', String(VERSION));
    return stored.field('content').object();
  } catch (error) {
    if (!(error instanceof JsonFormError)) throw error;
    throw new StorageUnavailableError(
      'damaged',
      `a document of OAuth is not what was written: ${error.message}`,
    );
  }
}
