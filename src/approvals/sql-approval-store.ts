import { Injectable, Logger } from '@nestjs/common';
import { CompiledQuery } from 'kysely';
import { Database } from '../storage/database.js';
import type { JournalEntry, JournalRecord } from '../storage/journal-store.js';
import { appendIn } from '../storage/sql-journal-store.js';
import type { DirectStatements } from '../storage/sqlite-file.js';
import { readableRows } from '../storage/stored-rows.js';
import type { Approval } from './approval.js';
import { ApprovalStore, type ApprovalBook } from './approval-store.js';
import type { Arming } from './arming.js';
import { readApproval, readArming, toApprovalRow, toArmingRow } from './stored-approval.js';

type Values = readonly (string | number)[];
/** Runs a query. */
type All = (sql: string, values?: Values) => unknown[];

/** The approvals and armings in the SQLite database. */
@Injectable()
export class SqlApprovalStore extends ApprovalStore {
  private readonly logger = new Logger('ApprovalStore');

  constructor(private readonly database: Database) {
    super();
  }

  async transact<Result>(act: (book: ApprovalBook) => Result): Promise<Result> {
    const { result, last } = await this.database.writeDirectly(
      (statements, chain) => {
        const entries: JournalEntry[] = [];
        const result = act(this.book(statements, entries));
        const last = entries.length === 0 ? undefined : appendIn(statements, chain, entries).at(-1);
        return { result, last };
      },
      { waits: 'a-moment' },
    );
    this.reached(last);
    return result;
  }

  async find(approvalId: string): Promise<Approval | undefined> {
    return this.approvals(await this.read(BY_ID, [approvalId]))[0];
  }

  async open(): Promise<Approval[]> {
    return this.approvals(await this.read(`${APPROVALS} WHERE state = 'approved'`));
  }

  async ofPrincipal(principal: string): Promise<Approval[]> {
    return this.approvals(await this.read(OF_PRINCIPAL, [principal]));
  }

  async newestFirst(limit: number): Promise<Approval[]> {
    return this.approvals(await this.read(`${APPROVALS} ORDER BY requested_at DESC LIMIT ?`, [limit]));
  }

  async armings(): Promise<Arming[]> {
    return this.readable(await this.read(ARMINGS), readArming);
  }

  private book(statements: DirectStatements, entries: JournalEntry[]): ApprovalBook {
    const all: All = (sql, values) => statements.all(sql, values);
    return {
      // The driver cannot bind a zero byte, and no id has one.
      find: (id) => (id.includes('\0') ? undefined : this.approvals(all(BY_ID, [id]))[0]),
      pending: () => this.approvals(all(`${APPROVALS} WHERE state = 'pending' ORDER BY requested_at`)),
      open: () => this.approvals(all(`${APPROVALS} WHERE state = 'approved'`)),
      ofPrincipal: (principal) => this.approvals(all(OF_PRINCIPAL, [principal])),
      consumedSince: (at) => this.approvals(all(CONSUMED, [at])),
      save: (approval) => statements.run(SAVE, Object.values(toApprovalRow(approval))),
      removeBefore: (at) => statements.run(REMOVE, [at]),
      armings: () => this.readable(all(ARMINGS), readArming),
      saveArming: (arming) => statements.run(SAVE_ARMING, Object.values(toArmingRow(arming))),
      removeArming: (id) => statements.run('DELETE FROM armings WHERE arming_id = ?', [id]),
      note: (entry) => void entries.push(entry),
    };
  }

  private approvals(rows: readonly unknown[]): Approval[] {
    return this.readable(rows, readApproval);
  }

  /** One unreadable row must not hide the others: it is logged, and counts as no consent. */
  private readable<Item>(rows: readonly unknown[], read: (row: unknown) => Item): Item[] {
    return readableRows(rows, read, (problem) => this.logger.error(`An approval cannot be read: ${problem}`));
  }

  private async read(sql: string, values: Values = []): Promise<readonly unknown[]> {
    const { rows } = await this.database.read(
      (queries) => queries.executeQuery<object>(CompiledQuery.raw(sql, [...values])),
      { early: true },
    );
    return rows;
  }

  private reached(last: JournalRecord | undefined): void {
    if (last !== undefined) this.database.journalReached(last);
  }
}

// The columns as `safeColumns` selects them, since the rows may not have been verified yet.
const APPROVALS =
  'SELECT CAST(approval_id AS BLOB) AS approval_id, CAST(principal AS BLOB) AS principal, CAST(cooker_id AS BLOB) AS cooker_id, CAST(digest AS BLOB) AS digest, CAST(state AS BLOB) AS state, CAST(requested_at AS INTEGER) AS requested_at, CAST(expires_at AS INTEGER) AS expires_at, CAST(content AS BLOB) AS content, CAST(checksum AS INTEGER) AS checksum FROM approvals';
const BY_ID = `${APPROVALS} WHERE approval_id = ?`;
const ARMINGS =
  'SELECT CAST(arming_id AS BLOB) AS arming_id, CAST(principal AS BLOB) AS principal, CAST(cooker_id AS BLOB) AS cooker_id, CAST(until AS INTEGER) AS until, CAST(starts_left AS INTEGER) AS starts_left, CAST(content AS BLOB) AS content, CAST(checksum AS INTEGER) AS checksum FROM armings';
const OF_PRINCIPAL = `${APPROVALS} WHERE principal = ? ORDER BY requested_at DESC`;
const CONSUMED = `${APPROVALS} WHERE state IN ('approved', 'started', 'failed') AND requested_at >= ?`;
const REMOVE = "DELETE FROM approvals WHERE requested_at < ? AND state NOT IN ('pending', 'approved')";
const SAVE =
  'INSERT OR REPLACE INTO approvals (approval_id, principal, cooker_id, digest, state, requested_at, expires_at, content, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)';
const SAVE_ARMING =
  'INSERT OR REPLACE INTO armings (arming_id, principal, cooker_id, until, starts_left, content, checksum) VALUES (?, ?, ?, ?, ?, ?, ?)';
