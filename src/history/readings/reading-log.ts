import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
// The module of the cooks declares the events.
import type {} from '../../cooking/tracking/cook-tracker.js';
import type { CookerState } from '../../device/cooker-state.js';
import { Clock } from '../../shared/clock.js';
import { EventBus, type Unsubscribe } from '../../shared/event-bus.js';
import type { StoredReading } from './reading.repository.js';
import { ReadingBatches } from './reading-batches.js';
import { isDue, type TimedReading } from './reading-pace.js';
import { timedReading } from './timed-reading.js';

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
