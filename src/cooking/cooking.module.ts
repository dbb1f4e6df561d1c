import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/approvals.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { DeviceModule } from '../device/device.module.js';
import { ApprovalOutcomes, StartConsent } from './approvals/start-consent.js';
import { ApprovalPagesController } from './approvals/approval-pages.controller.js';
import { ApprovalsController } from './approvals/approvals.controller.js';
import { CookApprovals } from './approvals/cook-approvals.js';
import { CookArmings } from './approvals/cook-armings.js';
import { CookJournal } from './audit/cook-journal.js';
import { CookAssessor } from './status/cook-assessor.js';
import { CookMonitors } from './monitoring/cook-monitors.js';
import { CookStarter } from './start/cook-starter.js';
import { CookStopper } from './stop/cook-stopper.js';
import { CookingController } from './cooking.controller.js';
import { CookingService } from './cooking.service.js';
import type { CookFollower } from './tracking/cook.js';
import { COOK_FOLLOWERS, ReadingWatchers, CookTracker, CookingSteps } from './tracking/cook-tracker.js';
import { FoodOutlooks } from './status/food-outlooks.js';
import { CookRecordRepository } from './record/cook-record.repository.js';
import { CookRecords } from './record/cook-records.js';
import { SqlCookRecordRepository } from './record/sql-cook-record.repository.js';
import { FoodHistories } from './monitoring/food-histories.js';
import { FoodProbes } from './monitoring/food-probes.js';
import { CookProbes } from './probes/cook-probes.js';
import { ProbeSessionsController } from './probes/probe-sessions.controller.js';
import { ProbedCooks } from './probes/probed-cooks.js';
import { ThermometersModule } from '../thermometers/thermometers.module.js';
import { IdempotencyService } from './idempotency/idempotency-service.js';
import { StartRestorer } from './start/start-restorer.js';
import { UnfinishedCooks } from './recovery/unfinished-cooks.js';
import { NoteStatedFacts, StatedFacts } from './start/stated-facts.js';
import { CookRecordWriter } from './record/cook-record-writer.js';
import { Recovery } from './recovery/recovery.js';
import { StartAllowance } from './start/start-preconditions.js';
import { StartCommandRegistry, StartRecorder } from './start/start-command-registry.js';
import { RefusedStarts } from './start/refused-starts.js';
import { ReplayedStarts } from './start/replayed-starts.js';
import { StartRehearsal } from './start/start-rehearsal.js';
import { ReplayedStops } from './stop/replayed-stops.js';

/** The order matters: the record of a cook reads what its monitor found, so the monitors come first. */
const FOLLOWERS = [CookMonitors, CookRecords];

/** The module that commands the cooker; no other module does. */
@Module({
  imports: [DeviceModule, ApprovalsModule, AuthModule, ThermometersModule],
  controllers: [CookingController, ApprovalsController, ApprovalPagesController, ProbeSessionsController],
  providers: [
    StartCommandRegistry,
    StartAllowance,
    CookJournal,
    IdempotencyService,
    StartRecorder,
    StartRehearsal,
    RefusedStarts,
    CookTracker,
    CookingSteps,
    ReadingWatchers,
    { provide: COOK_FOLLOWERS, inject: FOLLOWERS, useFactory: (...steps: CookFollower[]) => steps },
    FoodHistories,
    { provide: FoodProbes, useFactory: () => new FoodProbes() },
    CookMonitors,
    CookAssessor,
    FoodOutlooks,
    { provide: CookRecordRepository, useClass: SqlCookRecordRepository },
    CookRecordWriter,
    CookRecords,
    UnfinishedCooks,
    StartRestorer,
    Recovery,
    StatedFacts,
    NoteStatedFacts,
    StartConsent,
    ApprovalOutcomes,
    CookApprovals,
    CookArmings,
    CookStarter,
    CookStopper,
    ReplayedStarts,
    ReplayedStops,
    CookingService,
    ProbedCooks,
    CookProbes,
  ],
  exports: [
    CookingService,
    CookProbes,
    CookApprovals,
    CookArmings,
    CookTracker,
    CookRecordRepository,
    CookRecords,
    FoodOutlooks,
    UnfinishedCooks,
  ],
})
export class CookingModule {}
