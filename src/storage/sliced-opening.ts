import { Kysely } from 'kysely';
import { join } from 'node:path';
import { connect, readOnly } from './connection.js';
import { BEFORE_THE_FIRST, ChainWalk, type JournalChain } from './journal-chain.js';
import type { JournalCheckpoint } from './journal-chain.js';
import { readCheckpoint } from './journal-checkpoint.js';
import type { JournalHead } from './journal-store.js';
import { inTimeSlices, type Pacing } from './time-slices.js';
import { LibsqlDialect } from './libsql-dialect.js';
import { DATABASE_FILE } from './open-database.js';
import {
  verifyTables,
  verifyPages,
  hasEntry,
  headOf,
  verifyEntries,
  verifyEntriesAndHead,
  verifyRows,
} from './integrity-check.js';
import { DirectStatements, formOf, sizeOf, type SqliteFile } from './sqlite-file.js';
import { StorageUnavailableError } from './storage.errors.js';
import type { Tables } from './tables.js';

/** The largest database whose page structure is verified before anything starts: that takes a second. */
const FORM_FIRST_BYTES = 64 * 1024 * 1024;

/** What is left to verify of an open database: the part that a checkpoint covers. */
export interface LeftToVerify {
  /** The journal up to this entry; undefined when all of it was verified. */
  readonly upTo: JournalCheckpoint | undefined;
  readonly form: boolean;
}

/** The result of the verification before anything starts. */
export interface Verified {
  readonly head: JournalHead;
  readonly left: LeftToVerify;
}

/** A database that is too large to be verified in one go, read through a read-only connection. */
export class SlicedOpening {
  readonly queries: Kysely<Tables>;
  readonly direct: DirectStatements;
  private readonly path: string;
  private readonly reader: SqliteFile;

  /** @throws StorageUnavailableError, also for unexpected tables */
  constructor(
    private readonly folder: string,
    readonly journal: JournalChain,
    private readonly pacing: Pacing,
    private readonly signal: AbortSignal,
  ) {
    this.path = join(folder, DATABASE_FILE);
    this.reader = connect(readOnly(this.path));
    this.queries = new Kysely<Tables>({ dialect: new LibsqlDialect(this.reader) });
    this.direct = new DirectStatements(this.reader);
  }

  /**
   * Verifies what must be intact before anything starts: the checksums of all rows, and the journal since its last
   * checkpoint. @throws StorageUnavailableError, CancelledError
   */
  async verify(): Promise<Verified> {
    verifyTables(this.reader);
    const formFirst = sizeOf(this.path) <= FORM_FIRST_BYTES;
    if (formFirst) verifyPages(await formOf(readOnly(this.path), this.signal));
    await this.inTimeSlices(verifyRows(this.reader));
    const upTo = this.usableCheckpoint();
    const head = await this.inTimeSlices(
      verifyEntriesAndHead(this.reader, new ChainWalk(this.journal, upTo)),
    );
    return { head, left: { upTo, form: !formFirst } };
  }

  async close(): Promise<void> {
    await this.queries.destroy();
    this.reader.close();
  }

  /** A checkpoint that is not in the journal belongs to another one, such as that before a backup was restored. */
  private usableCheckpoint(): JournalCheckpoint | undefined {
    const checkpoint = readCheckpoint(this.folder, this.journal);
    if (checkpoint === undefined || checkpoint.sequence > (headOf(this.reader)?.sequence ?? 0))
      return undefined;
    return hasEntry(this.reader, checkpoint) ? checkpoint : undefined;
  }

  private inTimeSlices<Result>(work: Generator<void, Result>): Promise<Result> {
    const { elapsed, yield: rest } = this.pacing;
    return inTimeSlices(work, { elapsed, rest }, this.signal);
  }
}

/**
 * Verifies everything, including what the opening skipped.
 * @throws StorageUnavailableError, CancelledError
 */
export async function verifyTheRest(
  path: string,
  file: SqliteFile,
  journal: JournalChain,
  { upTo, form }: LeftToVerify,
  pacing: Pacing,
  signal: AbortSignal,
): Promise<void> {
  if (upTo !== undefined) {
    const walk = new ChainWalk(journal, BEFORE_THE_FIRST);
    await inTimeSlices(verifyEntries(file, walk, upTo.sequence), pacing, signal);
    if (walk.last.hash !== upTo.hash) {
      const facts = `entry ${upTo.sequence} of the journal is not the one up to which it was verified before`;
      throw new StorageUnavailableError('damaged', facts);
    }
  }
  if (form) verifyPages(await formOf(readOnly(path), signal));
}
