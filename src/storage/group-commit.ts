import type { Kysely, Transaction } from 'kysely';
import { open } from 'node:fs/promises';
import { setImmediate } from 'node:timers';
import type { Clock } from '../shared/clock.js';
import { milliseconds } from '../shared/units.js';
import type { Durability, Writing } from './database-terms.js';
import type { DirectStatements } from './sqlite-file.js';
import type { JournalChain } from './journal-chain.js';
import type { Opened } from './opening.js';
import type { Tables } from './tables.js';

/** The statements of one write. They run again when another write of their transaction fails. */
export type Act<Result> = (transaction: Transaction<Tables>, journal: JournalChain) => Promise<Result>;

/** As `Act`, for a write that never pauses between its statements. */
export type DirectAct<Result> = (statements: DirectStatements, journal: JournalChain) => Result;

interface PendingWrite {
  /** Exactly one of the two is set. */
  readonly act?: Act<unknown>;
  readonly direct?: DirectAct<unknown>;
  readonly durable: Durability;
  /** Whether it waits for no other write. */
  readonly urgent: boolean;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Hooks around each transaction. */
export interface GroupHooks {
  /** When it throws, the writes fail. */
  readonly before: () => void;
  readonly after: () => void;
  /** Called after a transaction that shall be flushed soon. */
  readonly flushSoon: () => void;
}

/** A group is committed after so many turns of the event loop without a new write, or after so many ms. */
const QUIET_TURNS = 3;
const LONGEST = 10;

/**
 * Writes in one transaction everything that arrives within a few turns of the event loop, and so waits for the disk
 * once instead of once for every write. One turn is not enough, since the cloud's frames arrive one a turn. Each write
 * still succeeds or fails by itself. A write that may not wait is committed in the next turn.
 */
export class GroupCommit {
  private pending: PendingWrite[] = [];
  private isCommitting = false;

  constructor(
    private readonly opened: Opened,
    private readonly hooks: GroupHooks,
    private readonly clock: Clock,
  ) {}

  add<Result>(act: Act<Result>, writing: Writing): Promise<Result> {
    return this.enqueue({ act }, writing) as Promise<Result>;
  }

  /** As `add`. */
  addDirect<Result>(direct: DirectAct<Result>, writing: Writing): Promise<Result> {
    return this.enqueue({ direct }, writing) as Promise<Result>;
  }

  private enqueue(
    write: Pick<PendingWrite, 'act' | 'direct'>,
    { durable = 'now', waits }: Writing,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.pending.push({ ...write, durable, urgent: waits === 'never', resolve, reject });
      if (this.pending.length === 1 && !this.isCommitting) this.collect();
    });
  }

  /** Waits for the writes of the next turns. */
  private collect(quiet = 0, before = 1, begun = this.clock.monotonic()): void {
    setImmediate(() => {
      const count = this.pending.length;
      const turns = count === before ? quiet + 1 : 0;
      const isDue = turns >= QUIET_TURNS || this.clock.monotonic() - begun >= LONGEST;
      if (!isDue && !this.pending.some(({ urgent }) => urgent)) this.collect(turns, count, begun);
      else void this.commitPending();
    });
  }

  /** Writes that arrive during a commit are committed next. */
  private async commitPending(): Promise<void> {
    this.isCommitting = true;
    await this.commit(this.pending.splice(0));
    this.isCommitting = false;
    if (this.pending.length > 0) this.collect(0, this.pending.length);
  }

  private async commit(writes: readonly PendingWrite[]): Promise<void> {
    try {
      this.hooks.before();
      const isDirect = writes.every(({ direct }) => direct !== undefined);
      const results = isDirect ? this.transactDirectly(writes) : await this.transact(writes);
      writes.forEach(({ resolve }, index) => resolve(results[index]));
      this.hooks.after();
      if (has(writes, 'soon') && !has(writes, 'now')) this.hooks.flushSoon();
    } catch (error) {
      if (writes.length === 1) return writes[0]!.reject(error);
      // One write that cannot be stored does not prevent the others.
      for (const write of writes) await this.commit([write]);
    }
  }

  /** Runs without a pause, so that no query can run in between. */
  private transactDirectly(writes: readonly PendingWrite[]): unknown[] {
    const { direct: statements, journal } = this.opened;
    const run = () => statements.transact(() => writes.map(({ direct }) => direct!(statements, journal)));
    return has(writes, 'now') ? run() : statements.withoutFlush(run);
  }

  private async transact(writes: readonly PendingWrite[]): Promise<unknown[]> {
    const { opened } = this;
    const run = (queries: Kysely<Tables>): Promise<unknown[]> =>
      queries.transaction().execute(async (transaction) => {
        const results: unknown[] = [];
        for (const { act, direct } of writes) {
          results.push(direct?.(opened.direct, opened.journal) ?? (await act?.(transaction, opened.journal)));
        }
        return results;
      });
    return has(writes, 'now') ? run(opened.queries) : writeWithoutFlush(opened, run);
  }
}

const has = (writes: readonly PendingWrite[], durability: Durability): boolean =>
  writes.some(({ durable }) => durable === durability);

/** Writes without waiting for the disk. The setting belongs to the connection, which is reserved until it is restored. */
function writeWithoutFlush<Result>(
  { queries, file }: Opened,
  act: (queries: Kysely<Tables>) => Promise<Result>,
): Promise<Result> {
  return queries.connection().execute(async (connection) => {
    file.exec('PRAGMA synchronous = NORMAL');
    try {
      return await act(connection);
    } finally {
      file.exec('PRAGMA synchronous = FULL');
    }
  });
}

/** When the log is flushed: by then the response that the write preceded has been sent. */
const FLUSH_DELAY = milliseconds(20);

/**
 * Flushes the write-ahead log shortly after writes that did not wait for the disk, outside of the event loop: on a
 * memory card a flush takes up to 50 ms. No lock is lost when the file is closed, since SQLite locks other files.
 */
export class WalFlush {
  private isPlanned = false;

  /**
   * @param failed is called with the error of a flush
   * @param flush resolves once the file is on the disk
   */
  constructor(
    private readonly path: string,
    private readonly clock: Clock,
    private readonly failed: (error: unknown) => void,
    private readonly flush: (path: string) => Promise<void> = flushIfPresent,
  ) {}

  /** Flushes once for all writes until then. */
  soon(): void {
    if (this.isPlanned) return;
    this.isPlanned = true;
    this.clock.after(FLUSH_DELAY, () => {
      this.isPlanned = false;
      this.flush(this.path).catch(this.failed);
    });
  }
}

/** The log is gone after its copy into the database. */
async function flushIfPresent(path: string): Promise<void> {
  const log = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  try {
    await log?.datasync();
  } finally {
    await log?.close();
  }
}
