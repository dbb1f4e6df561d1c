import { createHmac } from 'node:crypto';
import type { JournalHeadRow, JournalRow } from './tables.js';

/** A row before the chain has taken it in. */
export type Unchained = Omit<JournalRow, 'sequence' | 'previous' | 'hash'>;
/** The end of the chain so far. */
export type Head = Pick<JournalHeadRow, 'sequence' | 'hash'>;

/** The chain before its first row. */
const BEFORE_THE_FIRST: Head = { sequence: 0, hash: '' };

/**
 * The rows of the journal, each with a hash that covers it and, through the one before, all that came earlier.
 * The hash is keyed: whoever can write to the database and has not the key cannot make a chain that holds.
 */
export class JournalChain {
  /** @param key 32 bytes that never leave the server */
  constructor(private readonly key: Buffer) {}

  /** The row that follows `head`. */
  link(head: Head, row: Unchained): JournalRow {
    const linked = { ...row, sequence: head.sequence + 1, previous: head.hash };
    return { ...linked, hash: this.hashOf(linked) };
  }

  /**
   * Follows the chain from the first row to its head.
   * @returns the first row with which something is wrong, and what, as one clause; or undefined
   */
  flawIn(rows: Iterable<JournalRow>, head: Head | undefined): string | undefined {
    let last = BEFORE_THE_FIRST;
    for (const row of rows) {
      const flaw = this.flawOf(row, last);
      if (flaw !== undefined) return flaw;
      last = row;
    }
    if (head?.sequence === last.sequence && head.hash === last.hash) return undefined;
    return `the journal ends at entry ${last.sequence}, and should at ${head?.sequence ?? 'another'}`;
  }

  private flawOf(row: JournalRow, before: Head): string | undefined {
    const due = before.sequence + 1;
    if (row.sequence !== due) return `entry ${due} of the journal is missing`;
    if (row.hash !== this.hashOf(row)) return `entry ${due} of the journal is not what was written there`;
    return row.previous === before.hash
      ? undefined
      : `entry ${due} of the journal does not follow the one before`;
  }

  private hashOf(row: Omit<JournalRow, 'hash'>): string {
    const { sequence, at, command_id, cooker_id, kind, stage, content, previous } = row;
    return createHmac('sha256', this.key)
      .update(JSON.stringify([sequence, at, command_id, cooker_id, kind, stage, content, previous]))
      .digest('hex');
  }
}
