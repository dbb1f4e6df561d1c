import type { RecordedCook } from './cook-record.js';

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
  abstract save(cook: RecordedCook): Promise<void>;
  /** As `save`, and resolves once a power cut cannot undo it. @throws StorageUnavailableError */
  abstract saveDurably(cook: RecordedCook): Promise<void>;
  abstract find(cookId: string): Promise<RecordedCook | undefined>;
  /** Those whose end was not seen, oldest first. */
  abstract running(): Promise<RecordedCook[]>;
  /** Those that ended at `at` or later, the earliest start in front. */
  abstract endedSince(at: number): Promise<RecordedCook[]>;
  /** At most `limit` cooks, newest first, from the newest of all or from where the last page ended. */
  abstract newestFirst(limit: number, from?: CookCursor): Promise<RecordedCook[]>;
  /** Deletes the cooks that ended before `at`; their readings stay. @returns how many */
  abstract forgetEndedBefore(at: number): Promise<number>;
}
