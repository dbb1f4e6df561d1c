import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../shared/clock.js';
import { milliseconds } from '../shared/units.js';
import type { OpeningTerms, Reading, Waits, Writing } from './database-terms.js';
import { REAL_PACING } from './time-slices.js';
import { GroupCommit, WalFlush, type Act, type DirectAct } from './group-commit.js';
import type { JournalHead } from './journal-store.js';
import { BackgroundVerification } from './background-verification.js';
import { LockFile } from './lock-file.js';
import { WRITE_WITHOUT_CHANGE } from './migrations/migrations.js';
import { DATABASE_FILE, makeFolder } from './open-database.js';
import { isLarger, openAtOnce, Opening, type Ask, type Opened } from './opening.js';
import { identityOf, sizeOf } from './sqlite-file.js';
import { asStorageError, storing, StorageUnavailableError } from './storage.errors.js';
import { WalCheckpointer } from './wal-checkpointer.js';

/** A log of this many bytes is copied into the database: few enough to be read quickly after a crash. */
const LONG_LOG = 1024 * 1024;
/** Opening reads everything, so it is not tried again with every request. */
const RETRY_INTERVAL = milliseconds(30_000);

/**
 * The database of a folder. The server also runs without it: what needs the database then gets a
 * StorageUnavailableError. Opening is tried again, because disks get space and another server is stopped.
 */
export class Database implements OnApplicationShutdown {
  private readonly logger = new Logger('Database');
  private lock: LockFile | undefined;
  private opening: Opening | undefined;
  private opened: Opened | undefined;
  private group: GroupCommit | undefined;
  private readonly later: BackgroundVerification;
  private trouble: StorageUnavailableError | undefined;
  private triedAt = -Infinity;
  private closed = false;
  private readonly wal = new WalCheckpointer(this.logger);
  private checkpointed: Promise<void> | undefined;
  private readonly underWay = new Set<Promise<unknown>>();

  /** @param folder made when it is missing */
  constructor(
    private readonly folder: string,
    private readonly clock: Clock,
    private readonly terms: OpeningTerms = {},
  ) {
    this.later = new BackgroundVerification(terms.pacing ?? REAL_PACING);
  }

  /** Why nothing can be stored, according to the last attempt to open or to write. */
  get problem(): StorageUnavailableError | undefined {
    return this.later.problem ?? (this.opening === undefined ? this.trouble : verifying());
  }

  /** Resolves once nothing is left to verify, with any result. */
  async whole(): Promise<void> {
    await this.opening?.done.catch(() => undefined);
    await this.later.done;
  }

  /** Called when the journal is durable up to here. */
  journalReached(head: JournalHead): void {
    this.opened?.checkpoints.reached(head);
  }

  /** Opens it, unless it is open; a failure is logged and remembered, not thrown. A query or a write opens it too. */
  open(): void {
    try {
      this.use();
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
    }
  }

  /** Closes it and releases the lock. */
  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    await this.opening?.callOff();
    await this.later.callOff();
    const { opened } = this;
    this.opened = undefined;
    if (opened === undefined) return;
    // The driver crashes the process when a file is closed during a query.
    while (this.underWay.size > 0) await Promise.allSettled(this.underWay);
    this.wal.run(opened.file);
    await opened.checkpoints.close();
    await opened.queries.destroy();
    opened.file.close();
    this.lock?.release();
  }

  /** Runs a query. @throws StorageUnavailableError */
  async read<Result>(ask: Ask<Result>, { early = false }: Reading = {}): Promise<Result> {
    try {
      if (early) this.open();
      if (early && this.opening !== undefined) return await this.opening.read(ask);
      const ready = this.ready('a-moment');
      const { queries, journal, direct } = ready instanceof Promise ? await ready : ready;
      return await this.finishes(ask(queries, journal, direct));
    } catch (error) {
      throw asStorageError(error);
    }
  }

  /**
   * Writes in a transaction. Once the promise resolves, it survives a power cut, unless `durable` says later.
   * @throws StorageUnavailableError
   */
  write<Result>(act: Act<Result>, writing: Writing = {}): Promise<Result> {
    return this.grouped((group) => group.add(act, writing), writing);
  }

  /** As `write`, with plain SQL statements that run without a pause. */
  writeDirectly<Result>(act: DirectAct<Result>, writing: Writing = {}): Promise<Result> {
    return this.grouped((group) => group.addDirect(act, writing), writing);
  }

  private async grouped<Result>(
    add: (group: GroupCommit) => Promise<Result>,
    { waits = 'to-the-end' }: Writing,
  ): Promise<Result> {
    const ready = this.ready(waits);
    const opened = ready instanceof Promise ? await ready : ready;
    this.assertWritable();
    const write = (): Promise<Result> => add(this.groupOf(opened));
    try {
      // Otherwise writes without a pause would never let it begin.
      const written = this.checkpointed === undefined ? write() : this.checkpointed.then(write);
      const result = await this.finishes(written);
      this.succeeded();
      return result;
    } catch (error) {
      throw this.failed(error);
    }
  }

  /** Repeats the last failed attempt, if it was long enough ago. @returns the remaining problem */
  async tryAgain(): Promise<StorageUnavailableError | undefined> {
    this.open();
    if (this.opened !== undefined) this.watchPlace(this.opened);
    if (this.trouble === undefined || this.problem !== this.trouble || this.isTooEarly()) return this.problem;
    try {
      if (this.opened !== undefined) this.triedAt = this.clock.monotonic();
      await this.writeDirectly((statements) => statements.run(WRITE_WITHOUT_CHANGE));
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
    }
    return this.problem;
  }

  private groupOf(opened: Opened): GroupCommit {
    if (this.group !== undefined) return this.group;
    const flush = new WalFlush(`${this.path}-wal`, this.clock, (error) => this.failed(error));
    const hooks = {
      before: () => this.assertInPlace(opened),
      after: () => this.checkpointLongLogLater(opened),
      flushSoon: () => flush.soon(),
    };
    return (this.group = new GroupCommit(opened, hooks, this.clock));
  }

  private get path(): string {
    return join(this.folder, DATABASE_FILE);
  }

  private isTooEarly(): boolean {
    return this.clock.monotonic() - this.triedAt < RETRY_INTERVAL;
  }

  private use(): Opened {
    if (this.closed) throw new StorageUnavailableError('closed');
    if (this.opened !== undefined) return this.opened;
    if (this.opening !== undefined) throw verifying();
    if (this.trouble !== undefined && this.isTooEarly()) throw this.trouble;
    this.triedAt = this.clock.monotonic();
    try {
      storing(() => this.openFiles());
    } catch (error) {
      throw this.failed(error);
    }
    if (this.opened === undefined) throw verifying();
    this.succeeded();
    return this.opened;
  }

  /** As `use`, and waits for a database that is being verified, up to the time limit. */
  private ready(waits: Waits): Opened | Promise<Opened> {
    try {
      return this.use();
    } catch (error) {
      if (this.opening === undefined || waits === 'never') throw error;
      return this.waited(this.opening, waits === 'a-moment');
    }
  }

  private async waited(opening: Opening, aMoment: boolean): Promise<Opened> {
    await opening.ends(aMoment);
    // Those who wait for its end continue after the database has been taken over.
    await nextTurn();
    return this.use();
  }

  private openFiles(): void {
    makeFolder(this.folder);
    this.lock = LockFile.take(this.folder, this.clock.now());
    try {
      if (isLarger(this.folder, this.terms.atOnceBytes)) this.openInSlices();
      else this.opened = openAtOnce(this.folder, this.clock);
    } catch (error) {
      this.lock.release();
      throw error;
    }
  }

  private openInSlices(): void {
    const opening = new Opening(this.folder, this.clock, this.terms.pacing ?? REAL_PACING);
    this.opening = opening;
    this.logger.log('The journal is being verified; nothing may start until then');
    opening.done.then(
      (opened) => this.takeOver(opened),
      (error: unknown) => this.giveUp(error),
    );
  }

  private takeOver(opened: Opened): void {
    this.opening = undefined;
    this.opened = opened;
    this.succeeded();
    this.logger.log(`The journal holds up to its newest entry, number ${opened.head.sequence}`);
    this.later.begin(this.path, opened);
  }

  private giveUp(error: unknown): void {
    this.opening = undefined;
    this.lock?.release();
    if (!this.closed) this.failed(error);
  }

  private assertWritable(): void {
    const { problem } = this;
    if (problem !== undefined && problem === this.later.problem) throw problem;
  }

  private assertInPlace(opened: Opened): void {
    this.watchPlace(opened);
    if (this.trouble?.reason === 'removed') throw this.trouble;
  }

  /** What is written to a deleted file is lost. */
  private watchPlace({ identity }: Opened): void {
    const isThere = identityOf(this.path) === identity;
    if (!isThere) this.failed(new StorageUnavailableError('removed'));
    else if (this.trouble?.reason === 'removed') this.succeeded();
  }

  /** Only later writes wait for it. */
  private checkpointLongLogLater({ queries, file }: Opened): void {
    if (this.closed || this.checkpointed !== undefined || sizeOf(`${this.path}-wal`) <= LONG_LOG) return;
    const checkpointed = nextTurn()
      .then(() => queries.connection().execute(async () => this.wal.run(file)))
      .finally(() => (this.checkpointed = undefined));
    this.checkpointed = this.finishes(checkpointed);
  }

  /** Open work finishes before the file is closed. */
  private finishes<Result>(work: Promise<Result>): Promise<Result> {
    const forget = () => this.underWay.delete(work);
    this.underWay.add(work);
    work.then(forget, forget);
    return work;
  }

  private succeeded(): void {
    if (this.trouble !== undefined) this.logger.log('The database can be written to again');
    this.trouble = undefined;
  }

  /** Logged once for as long as it lasts: otherwise every reading that cannot be written would log it again. */
  private failed(error: unknown): unknown {
    const failure = asStorageError(error);
    if (!(failure instanceof StorageUnavailableError)) return failure;
    if (failure.reason === 'unstorable') {
      // The value is at fault, and other writes can go on.
      this.logger.error(failure.problem);
      return failure;
    }
    if (this.trouble?.reason !== failure.reason) this.logger.error(failure.problem);
    this.trouble = failure;
    return failure;
  }
}

const verifying = (): StorageUnavailableError => new StorageUnavailableError('verifying');
