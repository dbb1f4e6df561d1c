import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Kysely, type Transaction } from 'kysely';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../shared/clock.js';
import { sizeOf } from './database-file.js';
import type { JournalChain } from './journal-chain.js';
import { LibsqlDialect } from './libsql-dialect.js';
import { LockFile } from './lock-file.js';
import { DATABASE_FILE, emptyLog, makeFolder, openDatabase } from './open-database.js';
import type { SqliteFile } from './sqlite-file.js';
import { asStorageError, storing, StorageUnavailableError } from './storage.errors.js';
import type { Tables } from './tables.js';

/** A log of this many bytes is copied into the database: few enough to be read quickly after a crash. */
const LONG_LOG = 1024 * 1024;
/** To open reads everything, so it is not tried again with every call. */
const TRY_AGAIN_MS = 30_000;

/** How a write is done. */
export interface Writing {
  /**
   * Whether a power cut after it must not undo it, true by default. Else it does not wait for the disk; what is
   * written durably later takes it along, and the end of the process alone never undoes it.
   */
  readonly durable?: boolean;
}

interface Opened {
  readonly lock: LockFile;
  readonly file: SqliteFile;
  readonly journal: JournalChain;
  readonly queries: Kysely<Tables>;
}

/**
 * The database of a folder. The server runs without it: whoever needs it then hears a StorageUnavailableError, and
 * it is tried again, because room is made on disks and the other server is stopped.
 */
export class Database implements OnApplicationShutdown {
  private readonly logger = new Logger('Database');
  private opened: Opened | undefined;
  private trouble: StorageUnavailableError | undefined;
  private triedAt = -Infinity;
  private closed = false;
  private logIsStuck = false;
  private emptied: Promise<void> | undefined;
  private readonly underWay = new Set<Promise<unknown>>();

  /** @param folder made when it is missing */
  constructor(
    private readonly folder: string,
    private readonly clock: Clock,
  ) {}

  /** What stands in the way of storing, as far as the last try to open or to write showed. */
  get problem(): StorageUnavailableError | undefined {
    return this.trouble;
  }

  /** Opens it, unless it is open; a failure is logged and remembered, not thrown. Who asks or writes opens it too. */
  open(): void {
    try {
      this.use();
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
    }
  }

  /** Closes it and lets others in. */
  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    const { opened } = this;
    this.opened = undefined;
    if (opened === undefined) return;
    // The library ends the whole process when a file is closed under a query.
    while (this.underWay.size > 0) await Promise.allSettled(this.underWay);
    this.emptyLog(opened.file);
    await opened.queries.destroy();
    opened.lock.release();
  }

  /** Asks. @throws StorageUnavailableError */
  async read<Result>(
    ask: (queries: Kysely<Tables>, journal: JournalChain) => Promise<Result>,
  ): Promise<Result> {
    const { queries, journal } = this.use();
    try {
      return await this.finishes(ask(queries, journal));
    } catch (error) {
      throw asStorageError(error);
    }
  }

  /**
   * Writes all or nothing. Once the promise resolves, a power cut does not undo it, unless `durable` is false.
   * @throws StorageUnavailableError
   */
  async write<Result>(
    act: (transaction: Transaction<Tables>, journal: JournalChain) => Promise<Result>,
    { durable = true }: Writing = {},
  ): Promise<Result> {
    const opened = this.use();
    const transact = (queries: Kysely<Tables>): Promise<Result> =>
      queries.transaction().execute((transaction) => act(transaction, opened.journal));
    const write = () => (durable ? transact(opened.queries) : withoutWaiting(opened, transact));
    try {
      // Whoever writes again and again without a pause would else never let it begin.
      const written = this.emptied === undefined ? write() : this.emptied.then(write);
      const result = await this.finishes(written);
      this.succeeded();
      this.emptyLongLogLater(opened);
      return result;
    } catch (error) {
      throw this.failed(error);
    }
  }

  /** Tries what did not work the last time, if that was long enough ago. @returns what still does not */
  async tryAgain(): Promise<StorageUnavailableError | undefined> {
    this.open();
    if (this.trouble === undefined || this.isTooEarly()) return this.trouble;
    try {
      if (this.opened !== undefined) this.triedAt = this.clock.monotonic();
      // Changes nothing, and yet goes all the way to the disk.
      await this.write((transaction) =>
        transaction
          .updateTable('journal_head')
          .set((row) => ({ sequence: row.ref('sequence') }))
          .execute(),
      );
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
    }
    return this.trouble;
  }

  private get path(): string {
    return join(this.folder, DATABASE_FILE);
  }

  private isTooEarly(): boolean {
    return this.clock.monotonic() - this.triedAt < TRY_AGAIN_MS;
  }

  private use(): Opened {
    if (this.closed) throw new StorageUnavailableError('closed');
    if (this.opened !== undefined) return this.opened;
    if (this.trouble !== undefined && this.isTooEarly()) throw this.trouble;
    this.triedAt = this.clock.monotonic();
    try {
      this.opened = storing(() => this.openFiles());
      this.succeeded();
      return this.opened;
    } catch (error) {
      throw this.failed(error);
    }
  }

  private openFiles(): Opened {
    makeFolder(this.folder);
    const lock = LockFile.take(this.folder, this.clock.now());
    try {
      const { file, journal } = openDatabase(this.folder);
      return { lock, file, journal, queries: new Kysely<Tables>({ dialect: new LibsqlDialect(file) }) };
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** Nobody who writes waits for it, only those who come after. */
  private emptyLongLogLater({ queries, file }: Opened): void {
    if (this.closed || this.emptied !== undefined || sizeOf(`${this.path}-wal`) <= LONG_LOG) return;
    const emptied = nextTurn()
      .then(() => queries.connection().execute(async () => this.emptyLog(file)))
      .finally(() => (this.emptied = undefined));
    this.emptied = this.finishes(emptied);
  }

  /** What was begun is waited for before the file is closed. */
  private finishes<Result>(work: Promise<Result>): Promise<Result> {
    const forget = () => this.underWay.delete(work);
    this.underWay.add(work);
    work.then(forget, forget);
    return work;
  }

  /** What is in the log is safe there, so a full disk is no harm to it, and one line tells of it. */
  private emptyLog(file: SqliteFile): void {
    try {
      emptyLog(file);
      this.logIsStuck = false;
    } catch (error) {
      if (!this.logIsStuck) this.logger.warn(`The write-ahead log cannot be copied yet: ${String(error)}`);
      this.logIsStuck = true;
    }
  }

  private succeeded(): void {
    if (this.trouble !== undefined) this.logger.log('The database can be written to again');
    this.trouble = undefined;
  }

  /** Said once for as long as it lasts: every reading that cannot be written would say it again. */
  private failed(error: unknown): unknown {
    const failure = asStorageError(error);
    if (!(failure instanceof StorageUnavailableError)) return failure;
    if (failure.reason === 'unstorable') {
      // The fault is in what was to be written, and others can write on.
      this.logger.error(failure.problem);
      return failure;
    }
    if (this.trouble?.reason !== failure.reason) this.logger.error(failure.problem);
    this.trouble = failure;
    return failure;
  }
}

/** The setting is the connection's, so that it is held until it is set back. */
function withoutWaiting<Result>(
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
