import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { CloudHealth, CookerHealth } from '../device/device.health.js';
import { DeviceModule } from '../device/device.module.js';
import { SafetyHealth } from '../safety/safety.health.js';
import { StorageHealth } from '../storage/storage.health.js';
import { HealthController, READINESS, type Indicator } from './health.controller.js';

/** What must be up before a cook can be started; each module provides its indicator. */
const INDICATORS = [CloudHealth, CookerHealth, StorageHealth, SafetyHealth];

/** Combines the health checks of the other modules. */
@Module({
  // Each response of /health/ready names what fails; a log line for each would hide everything else.
  imports: [TerminusModule.forRoot({ logger: false }), DeviceModule],
  controllers: [HealthController],
  providers: [
    { provide: READINESS, inject: INDICATORS, useFactory: (...indicators: Indicator[]) => indicators },
  ],
})
export class HealthModule {}
