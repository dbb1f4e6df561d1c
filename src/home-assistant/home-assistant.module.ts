import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { AlertsModule } from '../alerts/alerts.module.js';
import { AssistantModule } from '../assistant/assistant.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { CookingModule } from '../cooking/cooking.module.js';
import { DeviceModule } from '../device/device.module.js';
import { ThermometersModule } from '../thermometers/thermometers.module.js';
import { OpenAlerts } from './alerts/open-alerts.js';
import { Commands } from './commands/commands.js';
import { CookerViews } from './devices/cooker-views.js';
import { DeviceMemory } from './devices/device-memory.js';
import { ThermometerViews } from './devices/thermometer-views.js';
import { HomeAssistantHealth } from './home-assistant.health.js';
import { HomeAssistant, VERSION } from './home-assistant.js';

/** Home Assistant over MQTT: devices, states and alerts are published, commands are heard. Global, since it is made with a version. */
@Global()
@Module({
  imports: [
    TerminusModule.forRoot({ logger: false }),
    AlertsModule,
    AssistantModule,
    AuthModule,
    CookingModule,
    DeviceModule,
    ThermometersModule,
  ],
  providers: [
    CookerViews,
    ThermometerViews,
    DeviceMemory,
    Commands,
    OpenAlerts,
    HomeAssistant,
    HomeAssistantHealth,
  ],
  exports: [HomeAssistant, HomeAssistantHealth],
})
export class HomeAssistantModule {
  /** @param version reads the version of the release */
  static with(version: () => string): DynamicModule {
    return { module: HomeAssistantModule, providers: [{ provide: VERSION, useValue: version }] };
  }
}
