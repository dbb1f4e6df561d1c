import { Injectable, Logger } from '@nestjs/common';
import { Clock, type Cancel } from '../../shared/clock.js';
import { milliseconds } from '../../shared/units.js';
import { CookRecordRepository } from './cook-record.repository.js';
import type { KeptCook } from './cook-record.js';

/** How long it waits for a disk that takes nothing. */
const TRIED_AGAIN_AFTER = milliseconds(30_000);

/** Writes the records of cooks one after the other. What the disk does not take is kept and tried again. */
@Injectable()
export class CookRecordWriter {
  private readonly logger = new Logger('CookRecordWriter');
  private readonly waiting = new Map<string, KeptCook>();
  private done: Promise<void> = Promise.resolve();
  private again: Cancel | undefined;

  constructor(
    private readonly store: CookRecordRepository,
    private readonly clock: Clock,
  ) {}

  /** A cook that is not written yet. */
  unwritten(cookId: string): KeptCook | undefined {
    return this.waiting.get(cookId);
  }

  /** Puts a cook in the place of what was known of it. Of one that is over the end is durable. */
  write(cook: KeptCook): void {
    this.waiting.set(cook.cookId, cook);
    this.tryAll();
  }

  /** Resolves when everything has been tried. */
  async settled(): Promise<void> {
    await this.done;
  }

  /** Tries once more, and no more after that. */
  async close(): Promise<void> {
    this.again?.();
    await this.done;
    await this.writeAll();
    this.again?.();
  }

  private async writeAll(): Promise<void> {
    this.again?.();
    try {
      for (const cook of this.waiting.values()) await this.writeOne(cook);
      this.again = undefined;
    } catch (error) {
      if (this.again === undefined)
        this.logger.error(`The record of a cook cannot be written: ${String(error)}`);
      this.again = this.clock.after(TRIED_AGAIN_AFTER, () => this.tryAll());
    }
  }

  private tryAll(): void {
    this.done = this.done.then(() => this.writeAll());
  }

  private async writeOne(cook: KeptCook): Promise<void> {
    await (cook.endedAt === null ? this.store.save(cook) : this.store.saveDurably(cook));
    // Meanwhile there may be news of it.
    if (this.waiting.get(cook.cookId) === cook) this.waiting.delete(cook.cookId);
  }
}
