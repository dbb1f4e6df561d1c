import type { JournalEntry } from '../storage/journal-store.js';
import type { Approval } from './approval.js';
import type { Arming } from './arming.js';

/** What one transaction reads and changes. Nothing else runs between its first line and its last. */
export interface ApprovalBook {
  find(approvalId: string): Approval | undefined;
  /** All that wait for the owner, oldest first. */
  pending(): Approval[];
  /** All whose start is in progress. */
  open(): Approval[];
  /** All of a principal that are kept, newest first. */
  ofPrincipal(principal: string): Approval[];
  /** Those requested since `at` whose consent was used. */
  consumedSince(at: number): Approval[];
  save(approval: Approval): void;
  /** Removes those requested before `at` that have their outcome. */
  removeBefore(at: number): void;
  armings(): Arming[];
  saveArming(arming: Arming): void;
  removeArming(armingId: string): void;
  /** Adds an entry to the journal, in the same transaction. */
  note(entry: JournalEntry): void;
}

/** The store of approvals and armings. */
export abstract class ApprovalStore {
  /**
   * Runs an action in one synchronous transaction; all of it is durable once the promise resolves, or none of it. The
   * action may run twice, so it changes nothing but the book.
   * @throws StorageUnavailableError
   */
  abstract transact<Result>(act: (book: ApprovalBook) => Result): Promise<Result>;
  /** @throws StorageUnavailableError */
  abstract find(approvalId: string): Promise<Approval | undefined>;
  /** All whose start is in progress. @throws StorageUnavailableError */
  abstract open(): Promise<Approval[]>;
  /** All of a principal that are kept, newest first. @throws StorageUnavailableError */
  abstract ofPrincipal(principal: string): Promise<Approval[]>;
  /** All that are kept, newest first. @throws StorageUnavailableError */
  abstract newestFirst(limit: number): Promise<Approval[]>;
  /** @throws StorageUnavailableError */
  abstract armings(): Promise<Arming[]>;
}
