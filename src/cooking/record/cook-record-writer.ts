import { Injectable, Logger } from '@nestjs/common';
import { Clock, type Cancel } from '../../shared/clock.js';
import { milliseconds } from '../../shared/units.js';
import { CookRecordRepository } from './cook-record.repository.js';
import type { RecordedCook } from './cook-record.js';

/** The time until a failed write is tried again. */
const TRIED_AGAIN_AFTER = milliseconds(30_000);

/**
 * Writes the latest record of every cook. Failed writes are kept and tried again. A record is written at once, a newer
 * one replaces it, and cooks do not wait for each other.
 */
@Injectable()
export class CookRecordWriter {
  private readonly logger = new Logger('CookRecordWriter');
  private readonly waiting = new Map<string, RecordedCook>();
  private readonly underWay = new Map<string, Promise<void>>();
  private readonly writing = new Map<string, Promise<void>>();
  private again: Cancel | undefined;

  constructor(
    private readonly store: CookRecordRepository,
    private readonly clock: Clock,
  ) {}

  /** A cook that is not written yet. */
  unwritten(cookId: string): RecordedCook | undefined {
    return this.waiting.get(cookId);
  }

  /** Writes the latest record of a cook. When the cook is over, the write is durable. */
  write(cook: RecordedCook): void {
    this.waiting.set(cook.cookId, cook);
    this.tryOne(cook.cookId);
  }

  /** Resolves when a record of this cook has been tried. Changes that come meanwhile are not waited for. */
  async tried(cookId: string): Promise<void> {
    // A write begins one turn of the promises after its change.
    if (this.underWay.has(cookId) && !this.writing.has(cookId)) await Promise.resolve();
    await this.writing.get(cookId)?.catch(() => undefined);
  }

  /** Resolves when every waiting record has been tried. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay.values());
  }

  /** Tries once more, and then stops trying. */
  async close(): Promise<void> {
    await this.settled();
    this.tryAll();
    await this.settled();
    this.again?.();
  }

  private tryAll(): void {
    this.again?.();
    for (const cookId of this.waiting.keys()) this.tryOne(cookId);
  }

  /** Writes different cooks in parallel, so that one commit covers them, and the records of one cook in sequence. */
  private tryOne(cookId: string): void {
    if (this.underWay.has(cookId)) return;
    const written = this.writeLatest(cookId).finally(() => {
      this.underWay.delete(cookId);
      this.writing.delete(cookId);
    });
    this.underWay.set(cookId, written);
  }

  private async writeLatest(cookId: string): Promise<void> {
    try {
      // Several changes at the same time are written once.
      await Promise.resolve();
      for (let cook; (cook = this.waiting.get(cookId)) !== undefined;) {
        const written = this.writeOne(cook);
        this.writing.set(cookId, written);
        await written;
      }
      this.again?.();
      this.again = undefined;
      if (this.waiting.size > this.underWay.size) this.tryAll();
    } catch (error) {
      if (this.again === undefined)
        this.logger.error(`The record of a cook cannot be written: ${String(error)}`);
      this.again?.();
      this.again = this.clock.after(TRIED_AGAIN_AFTER, () => this.tryAll());
    }
  }

  private async writeOne(cook: RecordedCook): Promise<void> {
    await (cook.endedAt === null ? this.store.save(cook) : this.store.saveDurably(cook));
    if (this.waiting.get(cook.cookId) === cook) this.waiting.delete(cook.cookId);
  }
}
