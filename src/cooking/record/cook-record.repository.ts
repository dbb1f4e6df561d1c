/** One cook as it is kept. */
export interface StoredCook {
  readonly cookId: string;
  readonly cookerId: string;
  /** `coddle`, `app`, `device` or `unknown`. */
  readonly startedBy: string;
  /** Wall clock, milliseconds since 1970. */
  readonly startedAt: number;
  /** Null while it runs, as far as anybody has seen. */
  readonly endedAt: number | null;
  /** What was approved; null for a cook that others began. Must survive JSON, as all that follows. */
  readonly plan: unknown;
  /** How it was judged, or null. */
  readonly verdict: unknown;
  /** How it ended, or null. */
  readonly outcome: string | null;
  /** Whatever else is to be known after a restart or in the history, or null. */
  readonly record: unknown;
}

/** Where a page of cooks ended: the next one begins with the one that began before this. */
export interface CookCursor {
  readonly startedAt: number;
  readonly cookId: string;
}

/** The cooks: those that run, for a server that starts anew, and those that are over, for the history. */
export abstract class CookRecordRepository {
  /**
   * Writes a cook down, in the place of what was known of it. The end of the process does not undo it; a power cut
   * may, unless something was written durably since. @throws StorageUnavailableError
   */
  abstract save(cook: StoredCook): Promise<void>;
  /** As `save`, and resolves once a power cut cannot undo it. @throws StorageUnavailableError */
  abstract saveDurably(cook: StoredCook): Promise<void>;
  abstract find(cookId: string): Promise<StoredCook | undefined>;
  /** Those that nobody has seen end, oldest first. */
  abstract running(): Promise<StoredCook[]>;
  /** Those that ended at `at` or later, the earliest start in front. */
  abstract endedSince(at: number): Promise<StoredCook[]>;
  /** At most `limit` cooks, newest first, from the newest of all or from where the last page ended. */
  abstract newestFirst(limit: number, from?: CookCursor): Promise<StoredCook[]>;
  /** Deletes the cooks that ended before `at`; their readings stay. @returns how many */
  abstract forgetEndedBefore(at: number): Promise<number>;
}
