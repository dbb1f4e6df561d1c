import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { Database } from './database.js';

/** Whether something can be stored, as far as the last try showed. Whoever asks makes it try again now and then. */
@Injectable()
export class StorageHealth {
  constructor(
    private readonly database: Database,
    private readonly health: HealthIndicatorService,
  ) {}

  async check(): Promise<HealthIndicatorResult<'storage'>> {
    const indicator = this.health.check('storage');
    const problem = await this.database.tryAgain();
    return problem === undefined
      ? indicator.up()
      : indicator.down({ reason: problem.message, code: problem.code });
  }
}
