import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { AnovaGateway } from './anova/anova-gateway.js';
import { CookerGateway } from './cooker-gateway.js';
import { CloudHealth, CookerHealth } from './device.health.js';

/** The cookers of the account, behind the port `Cooker`. */
@Module({
  imports: [TerminusModule.forRoot({ logger: false })],
  providers: [{ provide: CookerGateway, useClass: AnovaGateway }, CloudHealth, CookerHealth],
  exports: [CookerGateway, CloudHealth, CookerHealth],
})
export class DeviceModule {}
