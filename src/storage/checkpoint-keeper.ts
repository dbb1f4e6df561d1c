import { Logger } from '@nestjs/common';
import type { Clock } from '../shared/clock.js';
import { milliseconds } from '../shared/units.js';
import type { JournalChain } from './journal-chain.js';
import { removeCheckpoint, writeCheckpoint } from './journal-checkpoint.js';
import type { JournalHead } from './journal-store.js';

/** The most entries that are verified before anything starts: a tenth of a second on a small computer. */
const ENTRIES_APART = 256;
const DAY = milliseconds(24 * 3600_000);

/** Makes a checkpoint of the journal every `ENTRIES_APART` entries, and daily. Nothing waits for it. */
export class CheckpointKeeper {
  private readonly logger = new Logger('CheckpointKeeper');
  private written: Promise<void> = Promise.resolve();
  private closed = false;

  /**
   * @param last the newest checkpoint, or what was verified at the opening
   * @param madeAt its time; `-Infinity` where it is not on the disk
   */
  constructor(
    private readonly folder: string,
    private readonly chain: JournalChain,
    private readonly clock: Clock,
    private last: JournalHead,
    private madeAt = clock.now().getTime(),
  ) {}

  /** The journal is durable up to here. */
  reached(head: JournalHead): void {
    const at = this.clock.now().getTime();
    const isDue = head.sequence - this.last.sequence >= ENTRIES_APART || at - this.madeAt >= DAY;
    if (!this.closed && isDue) this.make(head, at);
  }

  /** Makes one now. */
  make({ sequence, hash }: JournalHead, at = this.clock.now().getTime()): void {
    this.last = { sequence, hash };
    this.madeAt = at;
    this.written = this.written
      .then(() => writeCheckpoint(this.folder, this.chain, { sequence, hash, at }))
      .catch((error: unknown) => {
        this.logger.warn(`A checkpoint of the journal cannot be written: ${String(error)}`);
      });
  }

  /** Removes the checkpoint and makes no more. */
  async revoke(): Promise<void> {
    this.closed = true;
    await this.written;
    removeCheckpoint(this.folder);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.written;
  }
}
