import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/approvals.module.js';
import { Environment } from '../config/environment.js';
import { CookingModule } from '../cooking/cooking.module.js';
import { DeviceModule } from '../device/device.module.js';
import { Clock } from '../shared/clock.js';
import { ThermometersModule } from '../thermometers/thermometers.module.js';
import { AlertStore } from './alert-store.js';
import { AlertWriter } from './alert-writer.js';
import { AlertsRunner } from './alerts-runner.js';
import { AddedChannels } from './channels/added-channels.js';
import { AlertChannels } from './channels/alert-channels.js';
import { ChannelRegistry } from './channels/channel-registry.js';
import { WebPushModule } from './channels/web-push/web-push.module.js';
import { ApprovalObserver } from './facts/approval-observer.js';
import { CookerObserver } from './facts/cooker-observer.js';
import { FactWatch } from './facts/fact-watch.js';
import { ProbeObserver } from './facts/probe-observer.js';
import { AlertEngine } from './lifecycle/alert-engine.js';
import { AlertNotices } from './lifecycle/alert-notices.js';
import { outboxProvider } from './outbox/outbox-provider.js';
import { Outbox } from './outbox/outbox.js';
import { AlertRules } from './rules/alert-rules.js';
import { AlertRetention } from './store/alert-retention.js';
import { SqlAlertStore } from './store/sql-alert-store.js';

/** Alerts: rules over what is observed, and messages to people until one of them acknowledges. */
@Module({
  imports: [DeviceModule, CookingModule, ThermometersModule, ApprovalsModule, WebPushModule],
  providers: [
    {
      provide: ChannelRegistry,
      inject: [Environment, Clock],
      useFactory: (environment: Environment, clock: Clock) => new ChannelRegistry(environment, clock),
    },
    { provide: AlertChannels, useExisting: ChannelRegistry },
    { provide: AlertStore, useClass: SqlAlertStore },
    AlertWriter,
    AlertRetention,
    outboxProvider,
    AddedChannels,
    AlertRules,
    CookerObserver,
    ProbeObserver,
    ApprovalObserver,
    FactWatch,
    AlertNotices,
    AlertEngine,
    AlertsRunner,
  ],
  exports: [AlertChannels, ChannelRegistry, AlertStore, AlertRules, AlertEngine, Outbox, AlertsRunner],
})
export class AlertsModule {}
