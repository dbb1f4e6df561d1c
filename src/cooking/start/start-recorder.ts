import { Injectable } from '@nestjs/common';
import { CookJournal } from '../audit/cook-journal.js';
import { IdempotencyService } from '../idempotency/idempotency-service.js';
import type { StartCommand } from './start-command.js';

/** Records every change of a start in the journal and as the outcome of its request, both in one write. */
@Injectable()
export class StartRecorder {
  constructor(
    private readonly journal: CookJournal,
    private readonly idempotency: IdempotencyService,
  ) {}

  /** Resolves once the change is durable or was tried. */
  async record(command: StartCommand): Promise<void> {
    await Promise.all([this.journal.noteStart(command), this.idempotency.settle(command)]);
  }
}
