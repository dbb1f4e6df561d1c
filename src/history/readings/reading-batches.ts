import { Injectable, Logger } from '@nestjs/common';
import { Clock, type Cancel } from '../../shared/clock.js';
import { milliseconds, type Milliseconds } from '../../shared/units.js';
import { ReadingRepository, type StoredReading } from './reading.repository.js';

/** So many new readings are written at once. */
const FULL = 60;
/** How long a reading of a cook waits for others at most. */
const COOK_WAITS = milliseconds(60_000);
/** Idle readings may be lost to a power cut, and every write wears the card out. */
const IDLE_WAITS = milliseconds(900_000);
/** How many wait at most while nothing can be written: an hour and more of a cook. */
const MOST_WAITING = 5_000;

/** Writes readings together. Those that cannot be written are kept in memory and tried again; callers see no error. */
@Injectable()
export class ReadingBatches {
  private readonly logger = new Logger('ReadingBatches');
  private waiting: readonly StoredReading[] = [];
  /** How many came since the last try. */
  private fresh = 0;
  private planned: { readonly due: number; readonly cancel: Cancel } | undefined;
  private lastWrite: Promise<void> = Promise.resolve();
  private failing = false;

  constructor(
    private readonly store: ReadingRepository,
    private readonly clock: Clock,
  ) {}

  add(reading: StoredReading): void {
    this.waiting = bounded([...this.waiting, reading]);
    this.fresh++;
    if (this.fresh >= FULL) void this.flush();
    else this.planWrite(reading.cookId === null ? IDLE_WAITS : COOK_WAITS);
  }

  /** Resolves once everything that waits has been tried; never rejects. */
  flush(): Promise<void> {
    this.unplan();
    this.fresh = 0;
    return (this.lastWrite = this.lastWrite.then(() => this.write()));
  }

  /** Writes what waits of a cook. @returns what of it cannot be written yet, in its order */
  async settle(cookId: string): Promise<readonly StoredReading[]> {
    await (this.waitingOf(cookId).length > 0 ? this.flush() : this.lastWrite);
    return this.waitingOf(cookId);
  }

  /** Writes what it can and plans nothing more. */
  async close(): Promise<void> {
    await this.flush();
    this.unplan();
  }

  private waitingOf(cookId: string): readonly StoredReading[] {
    return this.waiting.filter((reading) => reading.cookId === cookId);
  }

  private planWrite(delay: Milliseconds): void {
    const due = this.clock.monotonic() + delay;
    if (this.planned !== undefined && this.planned.due <= due) return;
    this.unplan();
    this.planned = { due, cancel: this.clock.after(delay, () => void this.flush()) };
  }

  private unplan(): void {
    this.planned?.cancel();
    this.planned = undefined;
  }

  private async write(): Promise<void> {
    const batch = this.waiting;
    if (batch.length === 0) return;
    this.waiting = [];
    try {
      await this.store.append(batch);
      this.succeeded();
    } catch (error) {
      this.waiting = bounded([...batch, ...this.waiting]);
      this.failed(error);
      this.planWrite(COOK_WAITS);
    }
  }

  private succeeded(): void {
    if (this.failing) this.logger.log('Readings can be stored again');
    this.failing = false;
  }

  /** Said once for as long as it lasts. */
  private failed(error: unknown): void {
    if (!this.failing) this.logger.warn(`Readings cannot be stored and are kept in memory: ${String(error)}`);
    this.failing = true;
  }
}

/** Of too many the oldest idle ones go first. */
function bounded(readings: readonly StoredReading[]): readonly StoredReading[] {
  let excess = readings.length - MOST_WAITING;
  if (excess <= 0) return readings;
  const cooks = readings.filter(({ cookId }) => cookId !== null || excess-- <= 0);
  return cooks.slice(Math.max(0, cooks.length - MOST_WAITING));
}
