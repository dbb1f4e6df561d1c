import type { RecordedCook } from './cook-record.js';

/** Where a page of cooks ended: the next page begins with the cook that started before. */
export interface CookCursor {
  readonly startedAt: number;
  readonly cookId: string;
}

/** Which cooks a page holds. */
export interface CookPage {
  /** Where the page before ended; undefined for the first page. */
  readonly from?: CookCursor | undefined;
  /** Only the cooks of these cookers; all of them when left out. */
  readonly cookers?: ReadonlySet<string> | undefined;
}

/** The stored cooks: the running ones for recovery, and the ended ones for the history. */
export abstract class CookRecordRepository {
  /**
   * Stores the latest version of a cook. It survives the end of the process, but a power cut only if something was
   * written durably since. @throws StorageUnavailableError
   */
  abstract save(cook: RecordedCook): Promise<void>;
  /** Like `save`, but resolves once the record survives a power cut. @throws StorageUnavailableError */
  abstract saveDurably(cook: RecordedCook): Promise<void>;
  abstract find(cookId: string): Promise<RecordedCook | undefined>;
  /** The cooks whose end was not seen, oldest first. */
  abstract running(): Promise<RecordedCook[]>;
  /** The cooks that ended at `at` or later, the earliest start first. */
  abstract endedSince(at: number): Promise<RecordedCook[]>;
  /** At most `limit` cooks, newest first, from the newest of all or from the end of the last page. */
  abstract newestFirst(limit: number, page?: CookPage): Promise<RecordedCook[]>;
  /** Deletes the cooks that ended before `at`; their readings stay. @returns their number */
  abstract forgetEndedBefore(at: number): Promise<number>;
}
