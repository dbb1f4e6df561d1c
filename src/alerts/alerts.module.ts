import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { ApprovalsModule } from '../approvals/approvals.module.js';
import { Environment } from '../config/environment.js';
import { CookingModule } from '../cooking/cooking.module.js';
import { DeviceModule } from '../device/device.module.js';
import { Clock } from '../shared/clock.js';
import { ThermometersModule } from '../thermometers/thermometers.module.js';
import { AlertStore } from './alert-store.js';
import { AlertWriter } from './alert-writer.js';
import { AlertsHealth } from './alerts.health.js';
import { AlertsRunner } from './alerts-runner.js';
import { AddedChannels } from './channels/added-channels.js';
import { AlertChannelsController } from './api/alert-channels.controller.js';
import { AlertChannelsService } from './api/alert-channels.service.js';
import { AlertRulesController } from './api/alert-rules.controller.js';
import { AlertRulesService } from './api/alert-rules.service.js';
import { AlertSight } from './api/alert-sight.js';
import { AlertsController } from './api/alerts.controller.js';
import { AlertsService } from './api/alerts.service.js';
import { RuleRequests } from './api/rule-requests.js';
import { ShownDeliveries } from './api/shown-deliveries.js';
import { WatchedThings } from './api/watched-things.js';
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
  imports: [
    TerminusModule.forRoot({ logger: false }),
    DeviceModule,
    CookingModule,
    ThermometersModule,
    ApprovalsModule,
    WebPushModule,
  ],
  controllers: [AlertsController, AlertRulesController, AlertChannelsController],
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
    AlertSight,
    WatchedThings,
    ShownDeliveries,
    RuleRequests,
    AlertsService,
    AlertRulesService,
    AlertChannelsService,
    AlertsHealth,
  ],
  exports: [
    AlertChannels,
    ChannelRegistry,
    AlertStore,
    AlertRules,
    AlertEngine,
    Outbox,
    AlertsRunner,
    AlertsService,
    AlertsHealth,
  ],
})
export class AlertsModule {}
