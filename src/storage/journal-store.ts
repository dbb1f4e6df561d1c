import type { StoredResponse } from './response-store.js';

/** What happened to a command, on its way into the journal. */
export interface JournalEntry {
  /** Wall clock, milliseconds since 1970. */
  readonly at: number;
  /** Holds all that happens to one command together. */
  readonly commandId: string;
  readonly cookerId: string;
  /** What the command does, such as `start` or `stop`. */
  readonly kind: string;
  /** How far it has come, such as `intended`, `sent`, `verified` or `failed`. */
  readonly stage: string;
  /** Further details; they must survive JSON. */
  readonly content: unknown;
}

/** An entry as the journal holds it. */
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

/** A start that was written down to be sent. */
export interface IntendedAt {
  /** Wall clock, milliseconds since 1970. */
  readonly at: number;
  /** Who asked for it. */
  readonly requestedBy: string;
}

/** The result of logging an intention: it was written, or its `request_id` was taken and nothing was written. */
export type Intention = { readonly record: JournalRecord } | { readonly taken: StoredResponse };

/** How an entry is added. */
export interface Appending {
  /** Whether it waits while a large journal is still being verified, true by default; else it is refused then. */
  readonly waits?: boolean;
}

/** The commands that were given, in the order in which they were written down. Nothing in it ever changes or goes. */
export abstract class JournalStore {
  /** Adds an entry; resolves once a power cut cannot undo it. @throws StorageUnavailableError */
  abstract append(entry: JournalEntry, how?: Appending): Promise<JournalRecord>;
  /** As `append`, with several entries, all or none, for the time of one. @throws StorageUnavailableError */
  abstract appendAll(entries: readonly JournalEntry[]): Promise<JournalRecord[]>;
  /**
   * As `append` and `ResponseStore.claim` of its request together: both or neither, in the time of one.
   * @throws StorageUnavailableError
   */
  abstract intend(entry: JournalEntry, call?: StoredResponse): Promise<Intention>;
  /**
   * Does what `intend` does and takes it back, so that the first start finds every statement prepared. Nothing is
   * written. @throws StorageUnavailableError
   */
  abstract rehearse(entry: JournalEntry, call: StoredResponse): Promise<void>;
  abstract head(): Promise<JournalHead>;
  /** At most `limit` entries that follow `sequence`, oldest first; 0 is before the first. */
  abstract after(sequence: number, limit: number): Promise<JournalRecord[]>;
  /** All that happened to a command, oldest first. */
  abstract ofCommand(commandId: string): Promise<JournalRecord[]>;
  /**
   * The latest entry of every command that has an entry since `at`, oldest first: what a server that starts anew
   * must know of those that its predecessor left unfinished.
   */
  abstract latestOfCommands(at: number): Promise<JournalRecord[]>;
  /** When starts were intended since `at`, and by whom, oldest first. */
  abstract startsSince(at: number): Promise<IntendedAt[]>;
  /** Follows the chain from its beginning. @returns what is wrong with it, or undefined */
  abstract integrityError(): Promise<string | undefined>;
}
