import { Module } from '@nestjs/common';
import { DeviceModule } from '../device/device.module.js';
import { CookJudge } from './cook-judge.js';
import { CookMonitors } from './cook-monitors.js';
import { CookStarter } from './cook-starter.js';
import { CookStopper } from './cook-stopper.js';
import { CookingController } from './cooking.controller.js';
import { CookingService } from './cooking.service.js';
import { Cooks } from './cooks.js';
import { StartAttempts } from './start-attempts.js';

/** The only room that commands the cooker. */
@Module({
  imports: [DeviceModule],
  controllers: [CookingController],
  providers: [StartAttempts, Cooks, CookMonitors, CookJudge, CookStarter, CookStopper, CookingService],
  exports: [CookingService],
})
export class CookingModule {}
