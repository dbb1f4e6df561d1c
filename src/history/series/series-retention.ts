import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { milliseconds } from '../../shared/units.js';
import { HourlyWork } from '../../shared/hourly-work.js';
import { HOUR } from './places.js';
import { SeriesAccess } from './series-access.js';

/** The first step is delayed, so that it does not slow the start-up. */
const FIRST_AFTER = milliseconds(360_000);
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
  private readonly hourly: HourlyWork;

  constructor(
    private readonly access: SeriesAccess,
    clock: Clock,
  ) {
    this.hourly = new HourlyWork(
      clock,
      (now) => this.tidy(now),
      (error) => this.logger.warn(`Old probe readings cannot be tidied up yet: ${String(error)}`),
    );
  }

  onModuleInit(): void {
    this.hourly.begin(FIRST_AFTER);
  }

  onModuleDestroy(): void {
    this.hourly.end();
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

  /** @returns whether the server shuts down */
  private async isOver(): Promise<boolean> {
    await this.hourly.rest();
    return this.hourly.isOver;
  }
}
