import { Module } from '@nestjs/common';
import { AuthModule } from '../../../auth/auth.module.js';
import { PushIdentity } from './push-identity.js';
import { PushSubscriptions } from './push-subscriptions.js';
import { WebPushController } from './web-push.controller.js';

/** Messages to browsers: who receives them, and the keys of this server for their push services. */
@Module({
  imports: [AuthModule],
  controllers: [WebPushController],
  providers: [PushIdentity, PushSubscriptions],
  exports: [PushIdentity, PushSubscriptions],
})
export class WebPushModule {}
