import { Module } from '@nestjs/common';
import { CookingModule } from '../cooking/cooking.module.js';
import { ThermometersModule } from '../thermometers/thermometers.module.js';
import { CookForecasts } from './forecast/cook-forecasts.js';
import { ForecastController } from './forecast/forecast.controller.js';
import { Exports } from './exports.js';
import { HistoryController } from './history.controller.js';
import { HistoryService } from './history.service.js';
import { ReadingBatches, ReadingLog } from './readings/reading-log.js';
import { ReadingRepository } from './readings/reading.repository.js';
import { Retention } from './readings/retention.js';
import { ProbeReadingsController } from './series/route/probe-readings.controller.js';
import { ProbeReadingsService } from './series/route/probe-readings.service.js';
import { SqlReadingRepository } from './readings/sql-reading.repository.js';

/** Stores readings, summarises old ones, and serves the history of cooks. It commands nothing. */
@Module({
  imports: [CookingModule, ThermometersModule],
  controllers: [HistoryController, ForecastController, ProbeReadingsController],
  providers: [
    { provide: ReadingRepository, useClass: SqlReadingRepository },
    Exports,
    ReadingBatches,
    ReadingLog,
    Retention,
    HistoryService,
    CookForecasts,
    ProbeReadingsService,
  ],
  exports: [HistoryService],
})
export class HistoryModule {}
