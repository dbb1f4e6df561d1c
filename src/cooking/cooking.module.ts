import { Module } from '@nestjs/common';
import { DeviceModule } from '../device/device.module.js';
import { CookJournal } from './cook-journal.js';
import { CookJudge } from './cook-judge.js';
import { CookMonitors } from './cook-monitors.js';
import { CookStarter } from './cook-starter.js';
import { CookStopper } from './cook-stopper.js';
import { CookingController } from './cooking.controller.js';
import { CookingService } from './cooking.service.js';
import { Cooks } from './cooks.js';
import { CookRecords } from './cook-records.js';
import { FoodHistories } from './food-histories.js';
import { KeptAnswers } from './kept-answers.js';
import { KeptStarts } from './kept-starts.js';
import { Leftovers } from './leftovers.js';
import { NoteToldFacts } from './note-told-facts.interceptor.js';
import { RecordWriter } from './record-writer.js';
import { Recovery } from './recovery.js';
import { StartAllowance } from './start-allowance.js';
import { StartAttempts } from './start-attempts.js';
import { StartReplays } from './start-replays.js';
import { StopReplays } from './stop-replays.js';
import { ToldFacts } from './told-facts.js';

/** The only room that commands the cooker. */
@Module({
  imports: [DeviceModule],
  controllers: [CookingController],
  providers: [
    StartAttempts,
    StartAllowance,
    CookJournal,
    KeptAnswers,
    Cooks,
    FoodHistories,
    CookMonitors,
    CookJudge,
    RecordWriter,
    CookRecords,
    Leftovers,
    KeptStarts,
    Recovery,
    ToldFacts,
    NoteToldFacts,
    CookStarter,
    CookStopper,
    StartReplays,
    StopReplays,
    CookingService,
  ],
  exports: [CookingService, Cooks, CookRecords, Leftovers],
})
export class CookingModule {}
