import { Module } from '@nestjs/common';
import { Environment } from '../config/environment.js';
import { Clock } from '../shared/clock.js';
import { AlertChannels } from './channels/alert-channels.js';
import { ChannelRegistry } from './channels/channel-registry.js';

/** Alerts: rules over what is observed, and messages to people until one of them acknowledges. */
@Module({
  providers: [
    {
      provide: ChannelRegistry,
      inject: [Environment, Clock],
      useFactory: (environment: Environment, clock: Clock) => new ChannelRegistry(environment, clock),
    },
    { provide: AlertChannels, useExisting: ChannelRegistry },
  ],
  exports: [AlertChannels, ChannelRegistry],
})
export class AlertsModule {}
