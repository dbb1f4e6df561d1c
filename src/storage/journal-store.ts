import type { StoredResponse } from './response-store.js';

/** A new entry of the journal: one event of a command. */
export interface JournalEntry {
  /** Wall clock, milliseconds since 1970. */
  readonly at: number;
  /** The id of the command, the same in all of its entries. */
  readonly commandId: string;
  readonly cookerId: string;
  /** What the command does, such as `start` or `stop`. */
  readonly kind: string;
  /** Its stage, such as `intended`, `sent`, `verified` or `failed`. */
  readonly stage: string;
  /** Further details; they must survive JSON. */
  readonly content: unknown;
}

/** A stored entry of the journal. */
export interface JournalRecord extends JournalEntry {
  /** 1, 2, 3 and so on without a gap. */
  readonly sequence: number;
  /** The hash of the entry before; empty for the first. */
  readonly previous: string;
  /** Keyed SHA-256 over this entry and, through `previous`, over all before it; 64 hexadecimal digits. */
  readonly hash: string;
}

/** The end of the journal so far. Kept elsewhere, it later proves that nothing before it was changed. */
export interface JournalHead {
  /** How many entries there are. */
  readonly sequence: number;
  /** The hash of the newest entry; empty before there is any. */
  readonly hash: string;
}

/** A logged intention to start. */
export interface IntendedAt {
  /** Wall clock, milliseconds since 1970. */
  readonly at: number;
  /** The name of the API key that requested it. */
  readonly requestedBy: string;
}

/** The result of logging an intention: it was written, or its `request_id` was taken and nothing was written. */
export type Intention = { readonly record: JournalRecord } | { readonly taken: StoredResponse };

/** Options of adding an entry. */
export interface Appending {
  /** Whether it waits while a large journal is still being verified, true by default; else it is refused then. */
  readonly waits?: boolean;
  /** When a power cut cannot undo it any more; default before the promise resolves. */
  readonly durable?: 'now' | 'soon';
}

/** The append-only log of commands: no entry is ever changed or removed. */
export abstract class JournalStore {
  /** Adds an entry; resolves once it is written, by default also safe from a power cut. @throws StorageUnavailableError */
  abstract append(entry: JournalEntry, how?: Appending): Promise<JournalRecord>;
  /** As `append`, with several entries, all or none, in the time of one. @throws StorageUnavailableError */
  abstract appendAll(entries: readonly JournalEntry[], how?: Appending): Promise<JournalRecord[]>;
  /**
   * As `append` and `ResponseStore.claim` of its request together: both or neither, in the time of one.
   * @param before earlier entries, which are written with it; none of them is where the `request_id` is taken
   * @throws StorageUnavailableError
   */
  abstract intend(
    entry: JournalEntry,
    call?: StoredResponse,
    before?: readonly JournalEntry[],
  ): Promise<Intention>;
  /**
   * Runs `intend` and rolls it back, so that every statement is prepared for the first start. Nothing is written.
   * @throws StorageUnavailableError
   */
  abstract rehearse(entry: JournalEntry, call: StoredResponse): Promise<void>;
  /**
   * Writes without a change: the first write makes the write-ahead log, which takes several flushes of the disk.
   * @throws StorageUnavailableError
   */
  abstract makeLog(): Promise<void>;
  abstract head(): Promise<JournalHead>;
  /** At most `limit` entries that follow `sequence`, oldest first; 0 is before the first. */
  abstract after(sequence: number, limit: number): Promise<JournalRecord[]>;
  /** All entries of a command, oldest first. */
  abstract ofCommand(commandId: string): Promise<JournalRecord[]>;
  /**
   * The latest entry of every command that has an entry since `at`, oldest first: a
   * restarted server needs them for commands that are unfinished.
   */
  abstract latestOfCommands(at: number): Promise<JournalRecord[]>;
  /** The intended starts since `at`, oldest first. */
  abstract startsSince(at: number): Promise<IntendedAt[]>;
  /** Verifies the whole chain. @returns its integrity error, or undefined */
  abstract integrityError(): Promise<string | undefined>;
}
