import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { Clock } from '../shared/clock.js';
import { SharedModule } from '../shared/shared.module.js';
import { AnswerStore } from './answer-store.js';
import { CookStore } from './cook-store.js';
import { Database } from './database.js';
import { JournalStore } from './journal-store.js';
import { ReadingStore } from './reading-store.js';
import { SqlAnswerStore } from './sql-answer-store.js';
import { SqlCookStore } from './sql-cook-store.js';
import { SqlJournalStore } from './sql-journal-store.js';
import { SqlReadingStore } from './sql-reading-store.js';
import { StorageHealth } from './storage.health.js';

type Port = typeof JournalStore | typeof CookStore | typeof ReadingStore | typeof AnswerStore;

/** What stands behind each port; another database would stand here. */
const STORES: readonly (readonly [Port, Type])[] = [
  [JournalStore, SqlJournalStore],
  [CookStore, SqlCookStore],
  [ReadingStore, SqlReadingStore],
  [AnswerStore, SqlAnswerStore],
];

const storeProviders: readonly Provider[] = STORES.map(([port, Store]) => ({
  provide: port,
  inject: [Database],
  useFactory: (database: Database): unknown => new Store(database),
}));

/** Keeps what must outlive the process: the journal, the cooks, the readings and the answers. */
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
      exports: [StorageHealth, ...STORES.map(([port]) => port)],
    };
  }
}
