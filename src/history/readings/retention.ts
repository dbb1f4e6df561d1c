import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { Clock, type Cancel } from '../../shared/clock.js';
import { milliseconds, type Milliseconds } from '../../shared/units.js';
import { CookRecordRepository } from '../../cooking/record/cook-record.repository.js';
import { ReadingRepository } from './reading.repository.js';

/** The first step is delayed, so that it does not slow the start-up. */
const FIRST_AFTER = milliseconds(300_000);
const EVERY = milliseconds(3_600_000);
/** The pause between two steps. */
const REST = milliseconds(50);
const DAY = milliseconds(86_400_000);
/** How long every reading is kept; later only minutes are. */
const FULL_DAYS = 30;

/** Limits the history: sums up old readings, and deletes what is older than the settings allow. */
@Injectable()
export class Retention implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('Retention');
  private cancel: Cancel | undefined;
  private failing = false;
  private closed = false;

  constructor(
    private readonly readings: ReadingRepository,
    private readonly cooks: CookRecordRepository,
    private readonly environment: Environment,
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
      if (!this.failing) this.logger.warn(`Old readings cannot be tidied up yet: ${String(error)}`);
      this.failing = true;
    }
    if (!this.closed) this.plan(EVERY);
  }

  private async tidy(now: number): Promise<void> {
    const oldest = now - this.environment.historyDays * DAY;
    await this.bySteps(() => this.readings.rollUp(now - FULL_DAYS * DAY));
    await this.bySteps(() => this.readings.forgetBefore(oldest));
    const cooks = await this.cooks.forgetEndedBefore(oldest);
    if (cooks > 0) {
      this.logger.log(`${cooks} cooks older than ${this.environment.historyDays} days are forgotten`);
    }
  }

  /** Between two steps other requests have the event loop to themselves. */
  private async bySteps(step: () => Promise<number>): Promise<void> {
    while (!this.closed && (await step()) > 0) {
      await new Promise<void>((resolve) => (this.cancel = this.clock.after(REST, resolve)));
    }
  }
}
