import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { milliseconds } from '../../shared/units.js';
import { WriteBehindQueue } from '../../shared/write-behind-queue.js';
import { ReadingRepository, type StoredReading } from './reading.repository.js';

/** How many new readings are written together. */
const FULL = 60;
/** The longest time that a reading of a cook waits for others. */
const COOK_WAITS = milliseconds(60_000);
/** Idle readings may be lost in a power cut, so they wait longer: every write wears out the card. */
const IDLE_WAITS = milliseconds(900_000);
/** The most readings that wait while nothing can be written: an hour and more of a cook. */
const MOST_WAITING = 5_000;

/** Writes readings together. Those that cannot be written are kept in memory and tried again; callers see no error. */
@Injectable()
export class ReadingBatches {
  private readonly logger = new Logger('ReadingBatches');
  private readonly queue: WriteBehindQueue<StoredReading>;
  /** How many were added since the last attempt. */
  private fresh = 0;

  constructor(store: ReadingRepository, clock: Clock) {
    this.queue = new WriteBehindQueue({
      clock,
      write: (readings) => {
        this.fresh = 0;
        return store.append(readings);
      },
      retryAfter: COOK_WAITS,
      bound: bounded,
      onFailure: (error) =>
        this.logger.warn(`Readings cannot be stored and are kept in memory: ${String(error)}`),
      onRecovery: () => this.logger.log('Readings can be stored again'),
    });
  }

  add(reading: StoredReading): void {
    this.queue.add(reading, reading.cookId === null ? IDLE_WAITS : COOK_WAITS);
    if (++this.fresh >= FULL) void this.flush();
  }

  /** Tries to write everything that waits; never rejects. */
  flush(): Promise<void> {
    this.fresh = 0;
    return this.queue.flush();
  }

  /** Writes the waiting readings of a cook. @returns those that cannot be written yet, in their order */
  async settle(cookId: string): Promise<readonly StoredReading[]> {
    await (this.waitingOf(cookId).length > 0 ? this.flush() : this.queue.settled());
    return this.waitingOf(cookId);
  }

  /** Writes what it can and plans no further write. */
  close(): Promise<void> {
    return this.queue.close();
  }

  private waitingOf(cookId: string): readonly StoredReading[] {
    return this.queue.waiting.filter((reading) => reading.cookId === cookId);
  }
}

/** When there are too many, the oldest idle ones are dropped first. */
function bounded(readings: readonly StoredReading[]): readonly StoredReading[] {
  let excess = readings.length - MOST_WAITING;
  if (excess <= 0) return readings;
  const cooks = readings.filter(({ cookId }) => cookId !== null || excess-- <= 0);
  return cooks.slice(Math.max(0, cooks.length - MOST_WAITING));
}
