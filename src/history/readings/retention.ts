import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { Clock } from '../../shared/clock.js';
import { milliseconds } from '../../shared/units.js';
import { CookRecordRepository } from '../../cooking/record/cook-record.repository.js';
import { HourlyWork } from '../../shared/hourly-work.js';
import { ReadingRepository } from './reading.repository.js';

/** The first step is delayed, so that it does not slow the start-up. */
const FIRST_AFTER = milliseconds(300_000);
const DAY = milliseconds(86_400_000);
/** How long every reading is kept; later only minutes are. */
const FULL_DAYS = 30;

/** Limits the history: sums up old readings, and deletes what is older than the settings allow. */
@Injectable()
export class Retention implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('Retention');
  private readonly hourly: HourlyWork;

  constructor(
    private readonly readings: ReadingRepository,
    private readonly cooks: CookRecordRepository,
    private readonly environment: Environment,
    clock: Clock,
  ) {
    this.hourly = new HourlyWork(
      clock,
      (now) => this.tidy(now),
      (error) => this.logger.warn(`Old readings cannot be tidied up yet: ${String(error)}`),
    );
  }

  onModuleInit(): void {
    this.hourly.begin(FIRST_AFTER);
  }

  onModuleDestroy(): void {
    this.hourly.end();
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

  private async bySteps(step: () => Promise<number>): Promise<void> {
    while (!this.hourly.isOver && (await step()) > 0) await this.hourly.rest();
  }
}
