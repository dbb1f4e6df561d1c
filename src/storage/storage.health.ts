import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { Database } from './database.js';
import { JournalStore } from './journal-store.js';
import { StorageUnavailableError } from './storage.errors.js';

/**
 * Health of the storage: whether the last attempt to store succeeded (a check repeats it now and then), and the end of
 * the journal. A monitor that keeps the newest hash can prove later that nothing before it was changed.
 */
@Injectable()
export class StorageHealth {
  constructor(
    private readonly database: Database,
    private readonly journal: JournalStore,
    private readonly health: HealthIndicatorService,
  ) {}

  async check(): Promise<HealthIndicatorResult<'storage'>> {
    const indicator = this.health.check('storage');
    const problem = await this.database.tryAgain();
    if (problem !== undefined) return indicator.down(factsOf(problem));
    try {
      const { sequence, hash } = await this.journal.head();
      return indicator.up({ journal_entries: sequence, journal_hash: hash });
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      return indicator.down(factsOf(error));
    }
  }
}

const factsOf = ({ message, code }: StorageUnavailableError) => ({ reason: message, code });
