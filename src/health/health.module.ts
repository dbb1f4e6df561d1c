import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { CloudHealth, CookerHealth } from '../device/device.health.js';
import { DeviceModule } from '../device/device.module.js';
import { SafetyHealth } from '../safety/safety.health.js';
import { StorageHealth } from '../storage/storage.health.js';
import { HealthController, READINESS, type Indicator } from './health.controller.js';

/** What must be up before a cook can be started; each room owns its indicator. */
const INDICATORS = [CloudHealth, CookerHealth, StorageHealth, SafetyHealth];

/** Composes what the rooms know about their own health. */
@Module({
  // A failing probe is told to whoever asks; a line of log for each would drown everything else.
  imports: [TerminusModule.forRoot({ logger: false }), DeviceModule],
  controllers: [HealthController],
  providers: [
    { provide: READINESS, inject: INDICATORS, useFactory: (...indicators: Indicator[]) => indicators },
  ],
})
export class HealthModule {}
