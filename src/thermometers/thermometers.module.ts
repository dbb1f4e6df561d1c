import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { PushController } from './push/push.controller.js';
import { PushedProbes } from './push/pushed-probes.js';
import { PushedReadings } from './push/pushed-readings.js';
import { KnownThermometers } from './registry/known-thermometers.js';
import { ThermometerKeeper } from './registry/thermometer-keeper.js';
import { ThermometerRegistry } from './registry/thermometer-registry.js';
import { VendorAccounts } from './registry/vendor-accounts.js';
import { SqlThermometerStore } from './store/sql-thermometer-store.js';
import { ThermometerStore } from './store/thermometer-store.js';
import { ProbeSessions } from './sessions/probe-sessions.js';
import { SessionProbes } from './sessions/session-probes.js';
import { SessionStarts } from './sessions/session-starts.js';
import { SessionStore } from './sessions/session-store.js';
import { SqlSessionStore } from './sessions/sql-session-store.js';
import { ThermometerSink } from './thermometer-sink.js';
import { ThermometersController } from './thermometers.controller.js';
import { ThermometersHealth } from './thermometers.health.js';
import { ThermometersService } from './thermometers.service.js';
import { VendorLoader } from './vendors/vendor-loader.js';
import { ProbeTrusts } from './trust/probe-trusts.js';
import { ALL_VENDORS, VENDORS } from './vendors/vendors.js';

/** Wireless thermometers: probes with their readings, behind the port `ThermometerSource`. */
@Module({
  imports: [TerminusModule.forRoot({ logger: false })],
  controllers: [ThermometersController, PushController],
  providers: [
    KnownThermometers,
    VendorAccounts,
    { provide: ThermometerStore, useClass: SqlThermometerStore },
    ThermometerKeeper,
    ThermometerRegistry,
    { provide: ThermometerSink, useExisting: ThermometerRegistry },
    ThermometersService,
    ThermometersHealth,
    PushedProbes,
    PushedReadings,
    ProbeTrusts,
    { provide: VENDORS, useValue: ALL_VENDORS },
    VendorLoader,
    { provide: SessionStore, useClass: SqlSessionStore },
    SessionStarts,
    SessionProbes,
    ProbeSessions,
  ],
  exports: [
    ProbeSessions,
    KnownThermometers,
    PushedProbes,
    ProbeTrusts,
    ThermometerRegistry,
    ThermometerSink,
    ThermometersService,
    ThermometersHealth,
    VendorAccounts,
  ],
})
export class ThermometersModule {}
