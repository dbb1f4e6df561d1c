import { Logger } from '@nestjs/common';
import { asDamage } from './connection.js';
import type { Pacing } from './time-slices.js';
import type { Opened } from './opening.js';
import { verifyTheRest } from './sliced-opening.js';
import type { StorageUnavailableError } from './storage.errors.js';

/** Verifies in the background, while the server works, what the opening skipped because of a valid checkpoint. */
export class BackgroundVerification {
  /** The damage that was found. Nothing may start from then on, also after a restart. */
  problem: StorageUnavailableError | undefined;
  /** Resolves at its end, with any result. */
  done: Promise<void> = Promise.resolve();
  private readonly logger = new Logger('Database');
  private readonly called = new AbortController();

  constructor(private readonly pacing: Pacing) {}

  begin(path: string, opened: Opened): void {
    if (opened.left?.upTo !== undefined || opened.left?.form === true) this.done = this.verify(path, opened);
  }

  async callOff(): Promise<void> {
    this.called.abort();
    await this.done;
  }

  private async verify(path: string, { file, journal, left, checkpoints }: Opened): Promise<void> {
    try {
      await verifyTheRest(path, file, journal, left!, this.pacing, this.called.signal);
      this.logger.log('All of the journal holds');
    } catch (error) {
      if (this.called.signal.aborted) return;
      this.problem = asDamage(error) as StorageUnavailableError;
      this.logger.error(this.problem.problem);
      // The next server verifies everything before it starts anything.
      await checkpoints.revoke();
    }
  }
}
