import { Module } from '@nestjs/common';
import { KnownThermometers } from './registry/known-thermometers.js';
import { ThermometerKeeper } from './registry/thermometer-keeper.js';
import { ThermometerRegistry } from './registry/thermometer-registry.js';
import { VendorAccounts } from './registry/vendor-accounts.js';
import { SqlThermometerStore } from './store/sql-thermometer-store.js';
import { ThermometerStore } from './store/thermometer-store.js';
import { ThermometerSink } from './thermometer-sink.js';

/** Wireless thermometers: probes with their readings, behind the port `ThermometerSource`. */
@Module({
  providers: [
    KnownThermometers,
    VendorAccounts,
    { provide: ThermometerStore, useClass: SqlThermometerStore },
    ThermometerKeeper,
    ThermometerRegistry,
    { provide: ThermometerSink, useExisting: ThermometerRegistry },
  ],
  exports: [KnownThermometers, ThermometerRegistry, ThermometerSink, VendorAccounts],
})
export class ThermometersModule {}
