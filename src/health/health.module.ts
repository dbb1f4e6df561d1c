import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { AlertsHealth } from '../alerts/alerts.health.js';
import { AlertsModule } from '../alerts/alerts.module.js';
import { CloudHealth, CookerHealth } from '../device/device.health.js';
import { DeviceModule } from '../device/device.module.js';
import { SeriesModule } from '../history/series/series.module.js';
import { SeriesHealth } from '../history/series/series.health.js';
import { HomeAssistantHealth } from '../home-assistant/home-assistant.health.js';
import { SafetyHealth } from '../safety/safety.health.js';
import { StorageHealth } from '../storage/storage.health.js';
import { ThermometersHealth } from '../thermometers/thermometers.health.js';
import { ThermometersModule } from '../thermometers/thermometers.module.js';
import { HealthController, INFORMATION, READINESS, type Indicator } from './health.controller.js';

/** What must be up before a cook can be started; each module provides its indicator. */
const INDICATORS = [CloudHealth, CookerHealth, StorageHealth, SafetyHealth];

/** What is said of parts that no cook needs. */
const INFORMING = [ThermometersHealth, SeriesHealth, AlertsHealth, HomeAssistantHealth];

/** Combines the health checks of the other modules. */
@Module({
  // Each response of /health/ready names what fails; a log line for each would hide everything else.
  imports: [
    TerminusModule.forRoot({ logger: false }),
    DeviceModule,
    ThermometersModule,
    SeriesModule,
    AlertsModule,
  ],
  controllers: [HealthController],
  providers: [
    { provide: READINESS, inject: INDICATORS, useFactory: (...indicators: Indicator[]) => indicators },
    { provide: INFORMATION, inject: INFORMING, useFactory: (...indicators: Indicator[]) => indicators },
  ],
})
export class HealthModule {}
