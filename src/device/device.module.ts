import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { AnovaGateway } from './anova/anova-gateway.js';
import { CookerGateway } from './cooker-gateway.js';
import { DevicesController } from './devices.controller.js';
import { CloudHealth, CookerHealth } from './device.health.js';

/** The cookers of the account, behind the port `CookerGateway`. */
@Module({
  imports: [TerminusModule.forRoot({ logger: false })],
  controllers: [DevicesController],
  providers: [{ provide: CookerGateway, useClass: AnovaGateway }, CloudHealth, CookerHealth],
  exports: [CookerGateway, CloudHealth, CookerHealth],
})
export class DeviceModule {}
