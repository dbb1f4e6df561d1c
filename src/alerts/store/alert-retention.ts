import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { Clock } from '../../shared/clock.js';
import { HourlyWork } from '../../shared/hourly-work.js';
import { milliseconds } from '../../shared/units.js';
import { AlertStore } from '../alert-store.js';

/** The first step is delayed, so that it does not slow the start-up. */
const FIRST_AFTER = milliseconds(420_000);
const DAY = 86_400_000;

/** Limits the log of alerts: deletes those that ended before as many days as the settings keep, with their messages. */
@Injectable()
export class AlertRetention implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('AlertRetention');
  private readonly hourly: HourlyWork;

  constructor(
    private readonly store: AlertStore,
    private readonly environment: Environment,
    clock: Clock,
  ) {
    this.hourly = new HourlyWork(
      clock,
      (now) => this.tidy(now),
      (error) => this.logger.warn(`Old alerts cannot be tidied up yet: ${String(error)}`),
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
    while (!this.hourly.isOver && (await this.store.removeBefore(oldest)) > 0) await this.hourly.rest();
  }
}
