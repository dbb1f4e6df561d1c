import { Module } from '@nestjs/common';
import { Environment } from '../config/environment.js';
import { Clock } from '../shared/clock.js';
import { AlertStore } from './alert-store.js';
import { AlertWriter } from './alert-writer.js';
import { AddedChannels } from './channels/added-channels.js';
import { AlertChannels } from './channels/alert-channels.js';
import { ChannelRegistry } from './channels/channel-registry.js';
import { WebPushModule } from './channels/web-push/web-push.module.js';
import { outboxProvider } from './outbox/outbox-provider.js';
import { SqlAlertStore } from './store/sql-alert-store.js';

/** Alerts: rules over what is observed, and messages to people until one of them acknowledges. */
@Module({
  imports: [WebPushModule],
  providers: [
    {
      provide: ChannelRegistry,
      inject: [Environment, Clock],
      useFactory: (environment: Environment, clock: Clock) => new ChannelRegistry(environment, clock),
    },
    { provide: AlertChannels, useExisting: ChannelRegistry },
    { provide: AlertStore, useClass: SqlAlertStore },
    AlertWriter,
    outboxProvider,
    AddedChannels,
  ],
  exports: [AlertChannels, ChannelRegistry],
})
export class AlertsModule {}
