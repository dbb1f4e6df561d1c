import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module.js';
import { CookingModule } from '../cooking/cooking.module.js';
import { DeviceModule } from '../device/device.module.js';
import { HistoryModule } from '../history/history.module.js';
import { ThermometersModule } from '../thermometers/thermometers.module.js';
import { Assistant } from './assistant.js';

/** The operations for AI clients, each of them once for every way in. */
@Module({
  imports: [CookingModule, DeviceModule, HistoryModule, ThermometersModule, AlertsModule],
  providers: [Assistant],
  exports: [Assistant],
})
export class AssistantModule {}
