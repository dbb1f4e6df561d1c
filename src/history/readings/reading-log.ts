import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
// The module of the cooks declares the events.
import type {} from '../../cooking/tracking/cook-tracker.js';
import type { CookerState } from '../../device/cooker-state.js';
import { Clock } from '../../shared/clock.js';
import { EventBus, type Unsubscribe } from '../../shared/event-bus.js';
import type { StoredReading } from './reading.repository.js';
import { ReadingBatches } from './reading-batches.js';
import type { Milliseconds } from '../../shared/units.js';
import { remainingSeconds } from '../../device/freshness.js';

/** Stores the readings of cookers, at the pace that reading-pace sets. */
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
