import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { Database } from '../../storage/database.js';
import {
  OWNER_SESSION_COLUMNS,
  toSession,
  toSessionValues,
  type OwnerSession,
  type SignInBy,
} from './owner-session.js';
import { derived, digestOf, isSame, newSecret } from './secret-digest.js';

const DAY = 86_400_000;
/** A session ends when it was not used for so long. Source: the contract. */
const LIFETIME = 30 * DAY;
/** A session that is used is written at most so often, so that reading a page costs no write. */
const WRITE_INTERVAL = DAY / 24;
/** The most browsers; the one that was not used for longest makes way for a new one. */
const MOST_SESSIONS = 20;

const UPSERT = `INSERT OR REPLACE INTO owner_sessions (${OWNER_SESSION_COLUMNS}) VALUES (?, ?, ?, ?)`;
const DELETE = 'DELETE FROM owner_sessions WHERE digest = ?';

/** The secrets of a session, which only the browser keeps. */
export interface SessionSecrets {
  /** For reading. */
  readonly read: string;
  /** Needed besides for every change. */
  readonly change: string;
}

/** A session as a request showed it. */
export interface CurrentSession {
  readonly session: OwnerSession;
  /** What every form and every change must carry. */
  readonly csrfToken: string;
  /** Whether the request showed the secret for changes too. */
  readonly mayChange: boolean;
}

/**
 * The browsers in which the owner is signed in. All of them are held in memory, because only this process writes them,
 * and every request of a page needs one.
 */
@Injectable()
export class OwnerSessions {
  private readonly logger = new Logger('OwnerSessions');
  private loaded: Promise<Map<string, OwnerSession>> | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Begins a session. @param replaced the digest of the session that this browser had until now */
  async begin(by: SignInBy, device: string, replaced?: string): Promise<SessionSecrets> {
    const secrets = { read: newSecret(), change: newSecret() };
    const now = this.now();
    const session: OwnerSession = {
      digest: digestOf(secrets.read),
      changeDigest: digestOf(secrets.change),
      by,
      device,
      madeAt: now,
      usedAt: now,
      expiresAt: now + LIFETIME,
    };
    const known = await this.known();
    await this.remove(this.superfluous(known, replaced));
    await this.write(session);
    known.set(session.digest, session);
    return secrets;
  }

  /** The session that a request shows the secrets of; undefined when it has ended or never was. */
  async find({ read, change }: Partial<SessionSecrets>): Promise<CurrentSession | undefined> {
    if (read === undefined) return undefined;
    const known = await this.known();
    const session = known.get(digestOf(read));
    if (session === undefined || session.expiresAt <= this.now()) return undefined;
    await this.keepAlive(session, known);
    return {
      session,
      csrfToken: derived(read, 'csrf'),
      mayChange: change !== undefined && isSame(digestOf(change), session.changeDigest),
    };
  }

  /** Those that are not over, the one that was used last in front. */
  async list(): Promise<readonly OwnerSession[]> {
    const now = this.now();
    return [...(await this.known()).values()]
      .filter(({ expiresAt }) => expiresAt > now)
      .sort((one, other) => other.usedAt - one.usedAt);
  }

  /** Ends those whose digest begins so. @returns how many there were */
  async end(beginning: string): Promise<number> {
    return this.endWhere(({ digest }) => beginning !== '' && digest.startsWith(beginning));
  }

  /** Ends all of them, or all but one. @returns how many there were */
  endAll(kept?: string): Promise<number> {
    return this.endWhere(({ digest }) => digest !== kept);
  }

  private async endWhere(isOver: (session: OwnerSession) => boolean): Promise<number> {
    const over = (await this.list()).filter(isOver).map(({ digest }) => digest);
    await this.remove(over);
    return over.length;
  }

  private now(): number {
    return this.clock.now().getTime();
  }

  /** The digests of sessions that are over, replaced, or too many. */
  private superfluous(known: ReadonlyMap<string, OwnerSession>, replaced?: string): string[] {
    const now = this.now();
    const isOver = ({ digest, expiresAt }: OwnerSession) => digest === replaced || expiresAt <= now;
    const over = [...known.values()].filter(isOver);
    const kept = [...known.values()].filter((session) => !isOver(session));
    const tooMany = kept.sort((one, other) => other.usedAt - one.usedAt).slice(MOST_SESSIONS - 1);
    return [...over, ...tooMany].map(({ digest }) => digest);
  }

  /** A failure to write must not end the session: it only ends earlier. */
  private async keepAlive(session: OwnerSession, known: Map<string, OwnerSession>): Promise<void> {
    const now = this.now();
    if (Math.abs(now - session.usedAt) < WRITE_INTERVAL) return;
    const used = { ...session, usedAt: now, expiresAt: now + LIFETIME };
    known.set(session.digest, used);
    await this.write(used, 'later').catch((error: unknown) => this.logger.warn(String(error)));
  }

  /** Removed from memory first: a session that was revoked is over, even if the disk fails. */
  private async remove(digests: readonly string[]): Promise<void> {
    if (digests.length === 0) return;
    const known = await this.known();
    for (const digest of digests) known.delete(digest);
    await this.database.writeDirectly((statements) => {
      for (const digest of digests) statements.run(DELETE, [digest]);
    });
  }

  private async write(session: OwnerSession, durable: 'now' | 'later' = 'now'): Promise<void> {
    await this.database.writeDirectly((statements) => statements.run(UPSERT, toSessionValues(session)), {
      durable,
    });
  }

  private known(): Promise<Map<string, OwnerSession>> {
    this.loaded ??= this.load().catch((error: unknown) => {
      this.loaded = undefined;
      throw error;
    });
    return this.loaded;
  }

  private async load(): Promise<Map<string, OwnerSession>> {
    const rows = await this.database.read((queries) =>
      queries.selectFrom('owner_sessions').selectAll().execute(),
    );
    return new Map(rows.flatMap((row) => this.readable(row)).map((session) => [session.digest, session]));
  }

  /** Who has a session that cannot be read signs in again. */
  private readable(row: unknown): OwnerSession[] {
    try {
      return [toSession(row)];
    } catch (error) {
      this.logger.error(`A session of the owner cannot be read and is over: ${String(error)}`);
      return [];
    }
  }
}
