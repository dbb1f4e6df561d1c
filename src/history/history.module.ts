import { Module } from '@nestjs/common';
import { CookingModule } from '../cooking/cooking.module.js';
import { Exports } from './exports.js';
import { HistoryController } from './history.controller.js';
import { HistoryService } from './history.service.js';
import { ReadingBatches } from './reading-batches.js';
import { ReadingLog } from './reading-log.js';
import { Retention } from './retention.js';

/** Writes the readings down, keeps them small, and answers questions about the past. It commands nothing. */
@Module({
  imports: [CookingModule],
  controllers: [HistoryController],
  providers: [Exports, ReadingBatches, ReadingLog, Retention, HistoryService],
})
export class HistoryModule {}
