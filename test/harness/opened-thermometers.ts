import { EventBus } from '../../src/shared/event-bus.js';
import { Database } from '../../src/storage/database.js';
import { KnownThermometers } from '../../src/thermometers/registry/known-thermometers.js';
import { ThermometerKeeper } from '../../src/thermometers/registry/thermometer-keeper.js';
import { ThermometerRegistry } from '../../src/thermometers/registry/thermometer-registry.js';
import { VendorAccounts } from '../../src/thermometers/registry/vendor-accounts.js';
import { SqlThermometerStore } from '../../src/thermometers/store/sql-thermometer-store.js';
import { ThermometersService } from '../../src/thermometers/thermometers.service.js';
import { DataFolder } from './data-folder.js';
import type { DrivenClock } from './driven-clock.js';
import { RecordingSeries } from './thermometer-facts.js';

/** The registry of a server, and what belongs to it. */
export type OpenedThermometers = ReturnType<typeof openThermometers>;

/** The registry of a server on a folder; without one, on a folder of its own, which `close` removes. */
export function openThermometers(clock: DrivenClock, folder?: DataFolder) {
  const data = folder ?? new DataFolder();
  const database = new Database(data.path, clock);
  const known = new KnownThermometers(clock);
  const store = new SqlThermometerStore(database);
  const keeper = new ThermometerKeeper(known, store, clock);
  const [events, series, accounts] = [new EventBus(), new RecordingSeries(), new VendorAccounts()];
  const told: string[] = [];
  events.on('thermometers.changed', ({ thermometerId }) => told.push(thermometerId));
  const registry = new ThermometerRegistry(known, keeper, accounts, events, clock, series);
  const service = new ThermometersService(known, keeper, clock);
  const close = async () => {
    await keeper.beforeApplicationShutdown();
    await database.onApplicationShutdown();
    if (folder === undefined) data.remove();
  };
  return { registry, known, keeper, store, series, accounts, service, told, close };
}
