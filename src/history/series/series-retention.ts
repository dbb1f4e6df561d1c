import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Clock, type Cancel } from '../../shared/clock.js';
import { milliseconds, type Milliseconds } from '../../shared/units.js';
import { HOUR } from './places.js';
import { SeriesAccess } from './series-access.js';

/** The first step is delayed, so that it does not slow the start-up. */
const FIRST_AFTER = milliseconds(360_000);
const EVERY = milliseconds(3_600_000);
/** The pause between two steps. */
const REST = milliseconds(50);
const DAY = milliseconds(86_400_000);
/** How long the raw readings outside of sessions are kept; what was folded of them stays. */
const RAW_DAYS = 30;
/** Readings that wait for so long are merged into the block of their hour, though no newer one came. */
const SETTLED_AFTER = milliseconds(2 * HOUR);
/** Blocks that are looked at in one step. */
const BLOCKS = 50;

/** Limits the readings of probes: deletes old raw readings outside of sessions, and merges what waits. */
@Injectable()
export class SeriesRetention implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('SeriesRetention');
  private cancel: Cancel | undefined;
  private failing = false;
  private closed = false;

  constructor(
    private readonly access: SeriesAccess,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.plan(FIRST_AFTER);
  }

  onModuleDestroy(): void {
    this.closed = true;
    this.cancel?.();
  }

  private plan(delay: Milliseconds): void {
    this.cancel = this.clock.after(delay, () => void this.tidyUp());
  }

  private async tidyUp(): Promise<void> {
    try {
      await this.tidy(this.clock.now().getTime());
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.logger.warn(`Old probe readings cannot be tidied up yet: ${String(error)}`);
      this.failing = true;
    }
    if (!this.closed) this.plan(EVERY);
  }

  private async tidy(now: number): Promise<void> {
    const series = this.access.ifThere();
    if (series === undefined) return;
    for (const { series: number, hour } of series.pending.before(now - SETTLED_AFTER)) {
      this.access.write((open) => open.merge(number, hour));
      if (await this.isOver()) return;
    }
    for (const number of series.numbersOf) {
      for (let next: number | undefined = 0; next !== undefined;) {
        const from: number = next;
        this.access.write((open) => (next = open.dropRaw(number, from, now - RAW_DAYS * DAY, BLOCKS)));
        if (await this.isOver()) return;
      }
    }
  }

  /** Lets other requests have the event loop to themselves. @returns whether the server shuts down */
  private async isOver(): Promise<boolean> {
    await new Promise<void>((resolve) => (this.cancel = this.clock.after(REST, resolve)));
    return this.closed;
  }
}
