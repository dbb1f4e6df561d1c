import { Injectable } from '@nestjs/common';
import { CompiledQuery } from 'kysely';
import { Clock } from '../../shared/clock.js';
import { Database } from '../../storage/database.js';
import type { Durability } from '../../storage/database-terms.js';
import type { DirectStatements } from '../../storage/sqlite-file.js';
import { storedId, toDocument, toRow, type OAuthDocument } from './oauth-document.js';

/** How long what can be used once is kept after its end, in milliseconds: a second use is known for that long. */
const KEPT_AFTER_END = 24 * 3_600_000;
/** Everything else goes with its end: whoever knows a client can make the server store requests. */
const EXPIRED = `
DELETE FROM oauth_documents WHERE expires_at < CAST(? AS INTEGER)
OR (expires_at < CAST(? AS INTEGER) AND kind NOT IN ('AuthorizationCode', 'RefreshToken'))`;
/** The document of a kind that ends first, if that is before a moment. */
const FIRST_TO_END = `
DELETE FROM oauth_documents WHERE kind = ? AND document_id IN (
  SELECT document_id FROM oauth_documents WHERE kind = ? AND expires_at < CAST(? AS INTEGER)
  ORDER BY expires_at LIMIT 1)`;
/** How often it is removed, in milliseconds. */
const CLEANING_INTERVAL = 10 * 60_000;

const COLUMNS = 'kind, document_id, grant_id, uid, expires_at, consumed_at, content, checksum';
const INSERT = `INTO oauth_documents (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
const SELECT = `SELECT ${COLUMNS} FROM oauth_documents`;
const BY_ID = `${SELECT} WHERE kind = ? AND document_id = ?`;
/** Registered clients lose their end with their first grant, and go when they have none left. */
const FORGOTTEN_CLIENTS = `
DELETE FROM oauth_documents WHERE kind = 'Client' AND expires_at IS NULL AND document_id NOT IN (
  SELECT uid FROM oauth_documents WHERE kind = 'ClientGrant' AND uid IS NOT NULL)`;

/** The documents of OAuth in the database. */
@Injectable()
export class OAuthStore {
  private readonly observers: (() => void)[] = [];
  private cleanedAt = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Calls back whenever something was withdrawn or changed, so that what is kept in memory is forgotten. */
  onChange(observer: () => void): void {
    this.observers.push(observer);
  }

  /** A document that has not expired. */
  async find(kind: string, id: string): Promise<OAuthDocument | undefined> {
    const [row] = await this.select(BY_ID, [kind, storedId(kind, id)]);
    const document = row && toDocument(row, id);
    return document && this.isAlive(document) ? document : undefined;
  }

  /** A document, whether it has expired or not. */
  async findEven(kind: string, id: string): Promise<OAuthDocument | undefined> {
    const [row] = await this.select(BY_ID, [kind, storedId(kind, id)]);
    return row && toDocument(row, id);
  }

  /** The document of a kind with this uid, if it has not expired. */
  async findByUid(kind: string, uid: string): Promise<OAuthDocument | undefined> {
    const [row] = await this.select(`${SELECT} WHERE kind = ? AND uid = ?`, [kind, uid]);
    const document = row && toDocument(row);
    return document && this.isAlive(document) ? document : undefined;
  }

  /** Every document of a kind that has not expired. */
  async list(kind: string): Promise<OAuthDocument[]> {
    const rows = await this.select(`${SELECT} WHERE kind = ?`, [kind]);
    return rows.map((row) => toDocument(row)).filter((document) => this.isAlive(document));
  }

  async save(document: OAuthDocument, durable: Durability = 'now'): Promise<void> {
    await this.database.writeDirectly(
      (statements) => {
        this.clean(statements);
        insert(statements, document, 'INSERT OR REPLACE');
      },
      { durable },
    );
  }

  /**
   * Saves a document unless its id is taken, or as many of its kind that expire exist.
   * @param most how many may exist
   * @param replaceable the one that ends first makes way if it ends before this moment, in milliseconds since 1970
   * @returns whether it was saved
   */
  add(document: OAuthDocument, most = Infinity, replaceable = 0): Promise<boolean> {
    return this.database.writeDirectly((statements) => {
      this.clean(statements);
      if (statements.all(BY_ID, [document.kind, storedId(document.kind, document.id)]).length > 0)
        return false;
      const { kind } = document;
      if (this.countExpiring(statements, kind) >= most)
        statements.run(FIRST_TO_END, [kind, kind, replaceable]);
      if (this.countExpiring(statements, kind) >= most) return false;
      insert(statements, document, 'INSERT');
      return true;
    });
  }

  /** Saves a new content of a document, if it is still there. */
  async replace(document: OAuthDocument, durable: Durability = 'now'): Promise<void> {
    await this.database.writeDirectly(
      (statements) => {
        const stored = statements.all(BY_ID, [document.kind, storedId(document.kind, document.id)]);
        if (stored.length > 0) insert(statements, document, 'INSERT OR REPLACE');
      },
      { durable },
    );
  }

  /**
   * Changes the content of a document in one transaction, so that no other change is lost.
   * @returns the document as it is then; undefined when it is gone
   */
  change(
    kind: string,
    id: string,
    change: (content: object) => object,
    durable: Durability = 'now',
  ): Promise<OAuthDocument | undefined> {
    return this.database.writeDirectly(
      (statements) => {
        const [row] = statements.all(BY_ID, [kind, storedId(kind, id)]);
        const stored = row === undefined ? undefined : toDocument(row, id);
        if (stored === undefined || !this.isAlive(stored)) return undefined;
        const changed = { ...stored, content: change(stored.content) };
        insert(statements, changed, 'INSERT OR REPLACE');
        return changed;
      },
      { durable },
    );
  }

  /** Marks a document as used. @returns false when it was used before, or is gone */
  consume(kind: string, id: string): Promise<boolean> {
    return this.database.writeDirectly((statements) => {
      const [row] = statements.all(BY_ID, [kind, storedId(kind, id)]);
      const document = row === undefined ? undefined : toDocument(row, id);
      if (document === undefined || document.consumedAt !== undefined) return false;
      insert(statements, { ...document, consumedAt: this.now() }, 'INSERT OR REPLACE');
      return true;
    });
  }

  async remove(kind: string, id: string): Promise<void> {
    await this.delete('kind = ? AND document_id = ?', [kind, storedId(kind, id)]);
  }

  /** Removes a grant and all that was issued for it. */
  async removeGrant(grantId: string): Promise<void> {
    await this.delete("grant_id = ? OR (kind = 'Grant' AND document_id = ?)", [grantId, grantId]);
  }

  private async delete(condition: string, values: readonly string[]): Promise<void> {
    await this.database.writeDirectly((statements) =>
      statements.run(`DELETE FROM oauth_documents WHERE ${condition}`, values),
    );
    for (const observer of this.observers) observer();
  }

  private async select(sql: string, values: readonly string[]): Promise<object[]> {
    const { rows } = await this.database.read((queries) =>
      queries.executeQuery<object>(CompiledQuery.raw(sql, [...values])),
    );
    return rows;
  }

  private isAlive({ expiresAt = Infinity }: OAuthDocument): boolean {
    return this.now() < expiresAt;
  }

  private countExpiring(statements: DirectStatements, kind: string): number {
    return statements.all(
      'SELECT document_id FROM oauth_documents WHERE kind = ? AND expires_at > CAST(? AS INTEGER)',
      [kind, this.now()],
    ).length;
  }

  private clean(statements: DirectStatements): void {
    const now = this.clock.monotonic();
    if (now - this.cleanedAt < CLEANING_INTERVAL) return;
    this.cleanedAt = now;
    statements.run(EXPIRED, [this.now() - KEPT_AFTER_END, this.now()]);
    statements.run(FORGOTTEN_CLIENTS);
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}

function insert(statements: DirectStatements, document: OAuthDocument, verb: string): void {
  const row = toRow(document);
  statements.run(`${verb} ${INSERT}`, [
    row.kind,
    row.document_id,
    row.grant_id,
    row.uid,
    row.expires_at,
    row.consumed_at,
    row.content,
    row.checksum,
  ]);
}
