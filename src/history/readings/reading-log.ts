import { Injectable, type OnModuleDestroy, type OnModuleInit, Logger } from '@nestjs/common';
import type {} from '../../cooking/tracking/cook-tracker.js';
import type { CookerState } from '../../device/cooker-state.js';
import { Clock, EarliestTimer } from '../../shared/clock.js';
import { EventBus, type Unsubscribe } from '../../shared/event-bus.js';
import { type StoredReading, ReadingRepository } from './reading.repository.js';
import { type Milliseconds, milliseconds } from '../../shared/units.js';
import { remainingSeconds } from '../../device/freshness.js';

/** How many new readings are written together. */
const FULL = 60;
/** The longest time that a reading of a cook waits for others. */
const COOK_WAITS = milliseconds(60_000);
/** Idle readings may be lost in a power cut, so they wait longer: every write wears out the card. */
const IDLE_WAITS = milliseconds(900_000);
/** The most readings that wait while nothing can be written: an hour and more of a cook. */
const MOST_WAITING = 5_000;

/**
 * Writes readings later and together, without their callers waiting. Those that cannot be written are kept in memory, in
 * their order, and tried again; callers see no error. Hand-written, since libraries for queues bring stores and workers
 * of their own, and none keeps items in order over a failing disk.
 */
@Injectable()
export class ReadingBatches {
  private readonly logger = new Logger('ReadingBatches');
  /** What is not written yet, in its order; without what is being written. */
  private waiting: readonly StoredReading[] = [];
  /** How many were added since the last attempt. */
  private fresh = 0;
  private readonly nextWrite: EarliestTimer;
  private lastWrite: Promise<void> = Promise.resolve();
  private isFailing = false;

  constructor(
    private readonly store: ReadingRepository,
    clock: Clock,
  ) {
    this.nextWrite = new EarliestTimer(clock, () => void this.flush());
  }

  add(reading: StoredReading): void {
    this.waiting = bounded([...this.waiting, reading]);
    this.nextWrite.within(reading.cookId === null ? IDLE_WAITS : COOK_WAITS);
    if (++this.fresh >= FULL) void this.flush();
  }

  /** Tries to write everything that waits; never rejects. */
  flush(): Promise<void> {
    this.fresh = 0;
    this.nextWrite.cancel();
    return (this.lastWrite = this.lastWrite.then(() => this.write()));
  }

  /** Writes the waiting readings of a cook. @returns those that cannot be written yet, in their order */
  async settle(cookId: string): Promise<readonly StoredReading[]> {
    await (this.waitingOf(cookId).length > 0 ? this.flush() : this.lastWrite);
    return this.waitingOf(cookId);
  }

  /** Writes what it can and plans no further write. */
  async close(): Promise<void> {
    await this.flush();
    this.nextWrite.cancel();
  }

  private waitingOf(cookId: string): readonly StoredReading[] {
    return this.waiting.filter((reading) => reading.cookId === cookId);
  }

  private async write(): Promise<void> {
    const batch = this.waiting;
    if (batch.length === 0) return;
    this.waiting = [];
    this.fresh = 0;
    try {
      await this.store.append(batch);
      if (this.isFailing) this.logger.log('Readings can be stored again');
      this.isFailing = false;
    } catch (error) {
      this.waiting = bounded([...batch, ...this.waiting]);
      this.logFailure(error);
      this.nextWrite.within(COOK_WAITS);
    }
  }

  /** Once, until a write succeeds again. */
  private logFailure(error: unknown): void {
    if (!this.isFailing)
      this.logger.warn(`Readings cannot be stored and are kept in memory: ${String(error)}`);
    this.isFailing = true;
  }
}

/** When there are too many, the oldest idle ones are dropped first. */
function bounded(readings: readonly StoredReading[]): readonly StoredReading[] {
  let excess = readings.length - MOST_WAITING;
  if (excess <= 0) return readings;
  const cooks = readings.filter(({ cookId }) => cookId !== null || excess-- <= 0);
  return cooks.slice(Math.max(0, cooks.length - MOST_WAITING));
}

/** Stores the readings of cookers, at the pace of `isDue`. */
@Injectable()
export class ReadingLog implements OnModuleInit, OnModuleDestroy {
  private readonly last = new Map<string, TimedReading>();
  private leave: readonly Unsubscribe[] = [];

  constructor(
    private readonly events: EventBus,
    private readonly batches: ReadingBatches,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.leave = [
      this.events.on('cook.seen', (cook, cooker) => this.take(cooker, cook.id)),
      this.events.on('cook.ended', () => void this.batches.flush()),
      this.events.on('cooker.resting', (cooker) => this.take(cooker, null)),
    ];
  }

  async onModuleDestroy(): Promise<void> {
    for (const leave of this.leave) leave();
    await this.batches.close();
  }

  /** Writes the waiting readings of a cook. @returns those that cannot be written yet */
  settle(cookId: string): Promise<readonly StoredReading[]> {
    return this.batches.settle(cookId);
  }

  private take(cooker: CookerState, cookId: string | null): void {
    const next = timedReading(cooker, cookId, this.clock);
    if (next === undefined || !isDue(next, this.last.get(cooker.id))) return;
    this.last.set(cooker.id, next);
    this.batches.add(next.reading);
  }
}

/** The least time between two stored readings of a cook, in milliseconds. */
const CLOSEST = 1_000;
/** The time between two stored readings without a change, or while nothing cooks, in milliseconds. */
const USUAL = 60_000;

/** A reading and the moment on the monotonic clock at which it was true. */
interface TimedReading {
  readonly reading: StoredReading;
  readonly seenAt: Milliseconds;
}

/** Whether a reading is stored, given the last stored one of the same cooker. */
function isDue(next: TimedReading, last: TimedReading | undefined): boolean {
  if (last === undefined || next.reading.cookId !== last.reading.cookId) return true;
  // The first state after a lost connection may be older than the last stored reading: then no time has passed.
  const passed = next.seenAt - last.seenAt;
  if (passed >= USUAL) return true;
  return next.reading.cookId !== null && passed >= CLOSEST && differs(next.reading, last.reading);
}

const differs = (one: StoredReading, other: StoredReading): boolean =>
  one.waterCenti !== other.waterCenti || one.targetCenti !== other.targetCenti || one.mode !== other.mode;

/** The last reading of a cooker, as it is stored; undefined without a water temperature, since nothing is guessed. */
function timedReading(cooker: CookerState, cookId: string | null, clock: Clock): TimedReading | undefined {
  const { latest } = cooker;
  if (latest?.reading.water === undefined) return undefined;
  const { reading, seenAt } = latest;
  const remaining = remainingSeconds(cooker, seenAt);
  return {
    seenAt,
    reading: {
      cookerId: cooker.id,
      cookId,
      at: Math.round(clock.now().getTime() - (clock.monotonic() - seenAt)),
      waterCenti: hundredths(reading.water!),
      targetCenti: reading.target === undefined ? null : hundredths(reading.target),
      mode: reading.mode,
      remainingSeconds: remaining === undefined ? null : Math.ceil(remaining),
    },
  };
}

const hundredths = (value: number): number => Math.round(value * 100);
