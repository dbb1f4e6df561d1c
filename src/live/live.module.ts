import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module.js';
import { ApprovalsModule } from '../approvals/approvals.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { CookingModule } from '../cooking/cooking.module.js';
import { DeviceModule } from '../device/device.module.js';
import { LiveHub } from './hub/live-hub.js';
import { LiveAccesses } from './live-access.js';
import { LiveController } from './live.controller.js';
import { LiveStreams } from './live-streams.js';
import { LiveTimer } from './live-timer.js';
import { LiveAlerts } from './sources/live-alerts.js';
import { LiveApprovals } from './sources/live-approvals.js';
import { LiveSources } from './sources/live-sources.js';
import { LiveStatuses } from './sources/live-statuses.js';
import { LiveThermometers } from './sources/live-thermometers.js';
import { ThermometersModule } from '../thermometers/thermometers.module.js';

/** The stream of what changes, for pages and programs that watch. It commands nothing. */
@Module({
  imports: [CookingModule, DeviceModule, ApprovalsModule, AuthModule, ThermometersModule, AlertsModule],
  controllers: [LiveController],
  providers: [
    LiveHub,
    LiveStatuses,
    LiveApprovals,
    LiveThermometers,
    LiveAlerts,
    LiveSources,
    LiveTimer,
    LiveAccesses,
    LiveStreams,
  ],
})
export class LiveModule {}
