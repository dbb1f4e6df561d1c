import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { AnovaCooker } from './anova/anova-cooker.js';
import { Cooker } from './cooker.js';
import { CloudHealth, CookerHealth } from './device.health.js';

/** The cookers of the account, behind the port `Cooker`. */
@Module({
  imports: [TerminusModule.forRoot({ logger: false })],
  providers: [{ provide: Cooker, useClass: AnovaCooker }, CloudHealth, CookerHealth],
  exports: [Cooker, CloudHealth, CookerHealth],
})
export class DeviceModule {}
