import { Injectable, Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../storage/database.js';
import type { Writing } from '../../storage/database-terms.js';
import type { StoredResponse } from '../../storage/response-store.js';
import { claimIn } from '../../storage/sql-response-store.js';
import { readableRows, safeColumns } from '../../storage/stored-rows.js';
import type { ProbeSession } from './probe-session.js';
import { SessionStore } from './session-store.js';
import { readSession, toSessionRow } from './stored-session.js';

/** The probe sessions in the SQLite database. */
@Injectable()
export class SqlSessionStore extends SessionStore {
  private readonly logger = new Logger('ProbeSessionStore');

  constructor(private readonly database: Database) {
    super();
  }

  async begin(session: ProbeSession, claim: StoredResponse | undefined): Promise<void> {
    await this.database.writeDirectly((statements) => {
      if (claim !== undefined) claimIn(statements, claim);
      statements.run(SAVE, Object.values(toSessionRow(session)));
    });
  }

  async save(session: ProbeSession): Promise<void> {
    await this.write(session, {});
  }

  async saveLater(session: ProbeSession): Promise<void> {
    await this.write(session, { durable: 'later' });
  }

  async find(sessionId: string): Promise<ProbeSession | undefined> {
    const row = await this.database.read((queries) =>
      queries
        .selectFrom('probe_sessions')
        .select(COLUMNS)
        .where('session_id', '=', sessionId)
        .executeTakeFirst(),
    );
    return row && readSession(row);
  }

  async running(): Promise<ProbeSession[]> {
    const rows = await this.database.read(
      (queries) =>
        queries
          .selectFrom('probe_sessions')
          .select(COLUMNS)
          .where('ended_at', 'is', null)
          .orderBy('started_at')
          .execute(),
      { early: true },
    );
    return this.readable(rows);
  }

  async ended(limit: number): Promise<ProbeSession[]> {
    const rows = await this.database.read(
      (queries) =>
        queries
          .selectFrom('probe_sessions')
          .select(COLUMNS)
          .where('ended_at', 'is not', null)
          .orderBy('ended_at', 'desc')
          .limit(limit)
          .execute(),
      { early: true },
    );
    return this.readable(rows);
  }

  async lastEndOf(probeId: string): Promise<number | undefined> {
    const row = await this.database.read((queries) =>
      queries
        .selectFrom('probe_sessions')
        .select('ended_at')
        // The other probes of a session stand in its content.
        .where(sql<boolean>`(probe_id = ${probeId} OR instr(content, ${`"${probeId}"`}) > 0)`)
        .where('ended_at', 'is not', null)
        .orderBy('ended_at', 'desc')
        .limit(1)
        .executeTakeFirst(),
    );
    return row?.ended_at ?? undefined;
  }

  private async write(session: ProbeSession, writing: Writing): Promise<void> {
    await this.database.writeDirectly(
      (statements) => statements.run(SAVE, Object.values(toSessionRow(session))),
      writing,
    );
  }

  /** One unreadable row must not hide the others: it is logged and skipped. */
  private readable(rows: readonly unknown[]): ProbeSession[] {
    return readableRows(rows, readSession, (problem) =>
      this.logger.error(`A probe session cannot be read: ${problem}`),
    );
  }
}

const COLUMNS = safeColumns({
  session_id: 'TEXT',
  probe_id: 'TEXT',
  cook_id: 'TEXT',
  started_at: 'INTEGER',
  ended_at: 'INTEGER',
  content: 'TEXT',
  checksum: 'INTEGER',
});
const SAVE =
  'INSERT OR REPLACE INTO probe_sessions (session_id, probe_id, cook_id, started_at, ended_at, content, checksum) VALUES (?, ?, ?, ?, ?, ?, ?)';
