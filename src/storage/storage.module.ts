import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { Clock } from '../shared/clock.js';
import { SharedModule } from '../shared/shared.module.js';
import { ResponseStore } from './response-store.js';
import { Database } from './database.js';
import { JournalStore } from './journal-store.js';
import { SqlResponseStore } from './sql-response-store.js';
import { SqlJournalStore } from './sql-journal-store.js';
import { StorageHealth } from './storage.health.js';

type Port = typeof JournalStore | typeof ResponseStore;

/** The implementation of each port; another database would be named here. */
const STORES: readonly (readonly [Port, Type])[] = [
  [JournalStore, SqlJournalStore],
  [ResponseStore, SqlResponseStore],
];

const storeProviders: readonly Provider[] = STORES.map(([port, Store]) => ({
  provide: port,
  inject: [Database],
  useFactory: (database: Database): unknown => new Store(database),
}));

/** The database of the data folder: its migrations, its lock and its integrity. Each feature keeps its own rows in it. */
@Module({})
export class StorageModule {
  /** @param folder where the database lies; made when it is missing */
  static in(folder: string): DynamicModule {
    return {
      module: StorageModule,
      global: true,
      imports: [SharedModule, TerminusModule.forRoot({ logger: false })],
      providers: [
        { provide: Database, inject: [Clock], useFactory: (clock: Clock) => new Database(folder, clock) },
        ...storeProviders,
        StorageHealth,
      ],
      exports: [Database, StorageHealth, ...STORES.map(([port]) => port)],
    };
  }
}
