import { createHmac, timingSafeEqual } from 'node:crypto';
import type { JournalHead } from './journal-store.js';
import type { JournalHeadRow, JournalRow } from './tables.js';

/** A row before it has its place in the chain. */
export type Unchained = Omit<JournalRow, 'sequence' | 'previous' | 'hash'>;
/** The signed end of the chain so far. */
export type SealedHead = Pick<JournalHeadRow, 'sequence' | 'hash' | 'seal'>;

/** The integrity errors of a missing head, and of one that was not signed with the key. */
export const NO_HEAD = 'the journal has lost its head';
export const NOT_OUR_HEAD = 'the head of the journal is not what was written there';

/** A place in the journal up to which it was verified, or written by a server that had verified what is before. */
export interface JournalCheckpoint extends JournalHead {
  /** When it was made: wall clock, milliseconds since 1970. */
  readonly at: number;
}

/** The chain before its first row. */
export const BEFORE_THE_FIRST: JournalHead = { sequence: 0, hash: '' };

/**
 * The hash chain of the journal. Each row has a hash that covers it and, through the one before, all earlier rows; the
 * head says where the journal ends. Both are keyed (HMAC): without the key, write access to the database is not enough
 * to make a valid chain. A database replaced by an older one is noticed only by comparing with a head kept elsewhere.
 */
export class JournalChain {
  /** @param key 32 bytes that never leave the server */
  constructor(private readonly key: Buffer) {}

  /** The row that follows `head`. */
  link(head: JournalHead, row: Unchained): JournalRow {
    const linked = { ...row, sequence: head.sequence + 1, previous: head.hash };
    return { ...linked, hash: this.hashOf(linked) };
  }

  /** The head of a chain that ends with this row; of an empty one without. */
  signHead({ sequence, hash }: JournalHead = BEFORE_THE_FIRST): SealedHead {
    return { sequence, hash, seal: this.keyed(['head', sequence, hash]) };
  }

  /** Whether the head is signed with the key: false as well where a value is not of its type. */
  madeHead(head: SealedHead): boolean {
    return isSame(head.seal, this.signHead(head).seal);
  }

  /** Whether the row is signed with the key, at any place in the chain. */
  madeRow(row: JournalRow): boolean {
    return row.hash === this.hashOf(row);
  }

  /** The signature of a checkpoint. The signature of a head is not valid for it. */
  sealCheckpoint({ sequence, hash, at }: JournalCheckpoint): string {
    return this.keyed(['checkpoint', sequence, hash, at]);
  }

  /** Whether the checkpoint is signed with the key. */
  madeCheckpoint(checkpoint: JournalCheckpoint, seal: string): boolean {
    return isSame(seal, this.sealCheckpoint(checkpoint));
  }

  /** The integrity error of a row that should follow `before`, as one clause; undefined for a valid row. */
  rowError(row: JournalRow, before: JournalHead): string | undefined {
    const due = before.sequence + 1;
    if (row.sequence !== due) return `entry ${due} of the journal is missing`;
    if (row.hash !== this.hashOf(row)) return `entry ${due} of the journal is not what was written there`;
    return row.previous === before.hash
      ? undefined
      : `entry ${due} of the journal does not follow the one before`;
  }

  /** The integrity error of the head of a chain whose last row is `last`, as one clause; undefined for a valid one. */
  endError(last: JournalHead, head: SealedHead | undefined): string | undefined {
    if (head === undefined) return NO_HEAD;
    if (!this.madeHead(head)) return NOT_OUR_HEAD;
    if (head.sequence === last.sequence && head.hash === last.hash) return undefined;
    return `the journal ends at entry ${last.sequence}, and should at ${head.sequence}`;
  }

  private hashOf(row: Omit<JournalRow, 'hash'>): string {
    const { sequence, at, command_id, cooker_id, kind, stage, content, previous } = row;
    return this.keyed([sequence, at, command_id, cooker_id, kind, stage, content, previous]);
  }

  private keyed(values: readonly (string | number | null)[]): string {
    return createHmac('sha256', this.key).update(JSON.stringify(values)).digest('hex');
  }
}

function isSame(given: unknown, due: string): boolean {
  if (typeof given !== 'string') return false;
  const [one, other] = [Buffer.from(given), Buffer.from(due)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Verifies a chain in parts, from its first row or from a verified one. */
export class ChainWalk {
  /** @param last the last row that was verified */
  constructor(
    private readonly chain: JournalChain,
    public last: JournalHead = BEFORE_THE_FIRST,
  ) {}

  /** @returns the integrity error of the first invalid row, as one clause; undefined without one */
  follow(rows: Iterable<JournalRow>): string | undefined {
    for (const row of rows) {
      const problem = this.chain.rowError(row, this.last);
      if (problem !== undefined) return problem;
      this.last = row;
    }
    return undefined;
  }

  /** @returns the integrity error of the end of the rows, as one clause; undefined without one */
  end(head: SealedHead | undefined): string | undefined {
    return this.chain.endError(this.last, head);
  }
}
