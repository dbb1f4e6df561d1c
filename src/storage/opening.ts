import { Logger } from '@nestjs/common';
import { Kysely } from 'kysely';
import { join } from 'node:path';
import type { Cancel, Clock } from '../shared/clock.js';
import { milliseconds } from '../shared/units.js';
import { CheckpointKeeper } from './checkpoint-keeper.js';
import { asDamage } from './connection.js';
import { findDatabase, sizeOfDatabase } from './database-file.js';
import { DirectStatements, identityOf } from './sqlite-file.js';
import { CancelledError, type Pacing } from './time-slices.js';
import { JournalChain } from './journal-chain.js';
import { hasJournalKey, readJournalKey } from './journal-key.js';
import { LibsqlDialect } from './libsql-dialect.js';
import { DATABASE_FILE, keepBesides, openDatabase, openToWrite, type OpenDatabase } from './open-database.js';
import { SlicedOpening, type LeftToVerify } from './sliced-opening.js';
import { storing } from './storage.errors.js';
import type { Tables } from './tables.js';
import { verifyWriteAheadLog } from './write-ahead-log.js';

const DATABASE_IS_GONE =
  'journal.key is there and coddle.db is gone: what was cooked and commanded before is not known any more, so a new database was begun. Unless it was removed on purpose, stop the server and put a backup in its place.';

/** The largest database that is verified in one go when it is opened: that takes some hundredths of a second. */
const AT_ONCE_BYTES = 1024 * 1024;
/** How long a query or a start of a cook waits while a larger one is verified. */
const OPENING_TIMEOUT = milliseconds(1000);

/** Work on an open database: a query or a write. */
export type Ask<Result> = (
  queries: Kysely<Tables>,
  journal: JournalChain,
  direct: DirectStatements,
) => Promise<Result>;

/** A database that is open for writing. */
export interface Opened extends OpenDatabase {
  readonly queries: Kysely<Tables>;
  /** For writes without a pause. */
  readonly direct: DirectStatements;
  readonly checkpoints: CheckpointKeeper;
  /** The identity of the file, which another file in its place does not have. */
  readonly identity: string | undefined;
  readonly left: LeftToVerify | undefined;
}

/** Whether the database of a folder and its log are too large to be verified in one go. */
export const isLarger = (folder: string, bytes = AT_ONCE_BYTES): boolean => sizeOfDatabase(folder) > bytes;

/** Whether a folder has the key of a journal and no database: it was removed, or a crash prevented its creation. */
const isWithoutDatabase = (folder: string): boolean =>
  hasJournalKey(folder) && identityOf(join(folder, DATABASE_FILE)) === undefined;

/** Opens a database that is verified in one go, or makes one. @throws StorageUnavailableError */
export function openAtOnce(folder: string, clock: Clock): Opened {
  const isWithout = isWithoutDatabase(folder);
  const database = openDatabase(folder);
  if (isWithout) new Logger('Database').error(DATABASE_IS_GONE);
  // A database that was verified in one go is verified so again, unless it grows.
  return opened(folder, database, clock, undefined);
}

function opened(
  folder: string,
  database: OpenDatabase,
  clock: Clock,
  left: LeftToVerify | undefined,
): Opened {
  return {
    ...database,
    queries: new Kysely<Tables>({ dialect: new LibsqlDialect(database.file) }),
    direct: new DirectStatements(database.file),
    checkpoints: new CheckpointKeeper(folder, database.journal, clock, database.head, left?.upTo?.at),
    identity: identityOf(join(folder, DATABASE_FILE)),
    left,
  };
}

/** A large database while it is verified in slices, before it is open for writing. */
export class Opening {
  readonly done: Promise<Opened>;
  private readonly path: string;
  private readonly called = new AbortController();
  private readonly restore: () => void;
  private readonly sliced: SlicedOpening;
  private readonly underWay = new Set<Promise<unknown>>();
  private isVerified = false;

  /** Checks the files and begins the verification. @throws StorageUnavailableError */
  constructor(
    private readonly folder: string,
    private readonly clock: Clock,
    pacing: Pacing,
  ) {
    this.path = join(folder, DATABASE_FILE);
    findDatabase(this.path);
    const journal = new JournalChain(readJournalKey(folder));
    verifyWriteAheadLog(`${this.path}-wal`);
    this.restore = keepBesides(this.path);
    this.sliced = new SlicedOpening(folder, journal, pacing, this.called.signal);
    this.done = this.finish();
  }

  /** Reads before the verification ends: the query must select `safeColumns`. */
  async read<Result>(ask: Ask<Result>): Promise<Result> {
    if (this.isVerified) {
      const { queries, journal, direct } = await this.done;
      return ask(queries, journal, direct);
    }
    const asked = ask(this.sliced.queries, this.sliced.journal, this.sliced.direct);
    this.underWay.add(asked);
    return asked.finally(() => this.underWay.delete(asked));
  }

  /** Resolves when it is done or has failed; @param aMoment or a moment later */
  async ends(aMoment: boolean): Promise<void> {
    const ended = this.done.then(
      () => undefined,
      () => undefined,
    );
    if (!aMoment) return ended;
    let cancel: Cancel = () => undefined;
    const late = new Promise<void>((resolve) => (cancel = this.clock.after(OPENING_TIMEOUT, resolve)));
    await Promise.race([ended, late]);
    cancel();
  }

  /** Resolves when it is closed again, as it was found. */
  async callOff(): Promise<void> {
    this.called.abort();
    await this.done.catch(() => undefined);
  }

  private async finish(): Promise<Opened> {
    try {
      const { head, left } = await this.verify();
      const { journal } = this.sliced;
      const file = storing(() => openToWrite(this.path));
      const result = opened(this.folder, { file, journal, head }, this.clock, left);
      if (left.upTo?.sequence !== head.sequence) result.checkpoints.make(head);
      return result;
    } catch (error) {
      this.restore();
      throw error;
    }
  }

  private async verify() {
    try {
      const verified = await this.sliced.verify();
      if (this.called.signal.aborted) throw new CancelledError('cancelled');
      return verified;
    } catch (error) {
      throw this.called.signal.aborted ? new CancelledError('cancelled') : asDamage(error);
    } finally {
      this.isVerified = true;
      while (this.underWay.size > 0) await Promise.allSettled(this.underWay);
      await this.sliced.close();
    }
  }
}
