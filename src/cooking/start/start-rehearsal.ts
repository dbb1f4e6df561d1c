import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CookPlan } from '../../safety/cook-plan.js';
import { SafetyService } from '../../safety/safety.service.js';
import { validationPipe } from '../../http/validation.js';
import { Clock } from '../../shared/clock.js';
import { celsius, milliseconds, minutes } from '../../shared/units.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import { SafetyUnavailableError } from '../../safety/safety.errors.js';
import { CookJournal } from '../audit/cook-journal.js';
import { StartCookDto } from '../dto/start-cook.dto.js';
import { IdempotencyService } from '../idempotency/idempotency-service.js';
import { StartAllowance } from './start-preconditions.js';
import { StartCommand } from './start-command.js';
import { reportStart } from './start-request.js';

const BODY = { temperature_celsius: 65, time_minutes: 90, food_type: 'chicken' };
const REQUEST = { principal: { id: 'rehearsal' }, requestId: 'rehearsal', body: '' };
const COOKER = { id: 'rehearsal', name: 'rehearsal', type: 'a7', supported: true, frequentReports: 0 };
const PLAN = {
  target: celsius(65),
  hold: minutes(90),
  food: 'chicken',
  startState: 'refrigerated',
  vulnerableConsumers: false,
} as const;

/** The engine compiles code that ran several times; more runs than these gained nothing that could be measured. */
const RUNS = 16;

/** Published by scripts/launcher.mjs after the heap was compacted, which drops the inline caches of V8. */
const COMPACTED = 'coddle.compacted';
/** Fewer are enough then, since the compiled code is kept. */
const RUNS_AFTER_COMPACTION = 4;
/** So many plans are rehearsed in turn: more than there are remembered verdicts, so that each of them is judged. */
const PLANS = 150;

/**
 * Runs the steps of the first start without a cooker and rolls back what it writes: the code is then compiled and every
 * statement prepared before the first request.
 */
@Injectable()
export class StartRehearsal implements OnApplicationShutdown {
  private readonly validation = validationPipe();
  private readonly logger = new Logger('StartRehearsal');
  private rehearsed = 0;
  private readonly again = (): void => {
    unlessUnavailable(() => this.rehearse(RUNS_AFTER_COMPACTION)).catch((error: unknown) => {
      this.logger.error(`A start could not be rehearsed: ${String(error)}`);
    });
  };

  constructor(
    private readonly safety: SafetyService,
    private readonly allowance: StartAllowance,
    private readonly idempotency: IdempotencyService,
    private readonly journal: CookJournal,
    private readonly clock: Clock,
  ) {}

  /** A start-up step. */
  async run(): Promise<void> {
    subscribe(COMPACTED, this.again);
    await unlessUnavailable(async () => {
      await this.allowance.read();
      await this.journal.prepare();
      await this.rehearse(RUNS);
    });
  }

  onApplicationShutdown(): void {
    unsubscribe(COMPACTED, this.again);
  }

  private async rehearse(runs: number): Promise<void> {
    for (let run = 0; run < runs; run++) await this.once();
  }

  private async once(): Promise<void> {
    // Another plan each time, since a verdict is remembered.
    const command = this.command({ ...PLAN, hold: minutes(PLAN.hold + (this.rehearsed++ % PLANS)) });
    await this.validation.transform(BODY, { type: 'body', metatype: StartCookDto });
    await this.idempotency.outcomeOf(REQUEST);
    await this.journal.rehearse(command, this.idempotency.claimOf(command)!);
    command.markSent();
    command.markAcknowledged();
    reportStart(command);
    // Requests come first.
    await nextTurn();
  }

  private command(plan: CookPlan): StartCommand {
    const cook = {
      id: 'rehearsal',
      cookerId: COOKER.id,
      startedBy: 'coddle',
      requestedBy: REQUEST.principal.id,
      startedAt: this.clock.now(),
      began: milliseconds(this.clock.monotonic()),
      approved: this.safety.approve(plan),
    } as const;
    return new StartCommand(REQUEST, cook, COOKER, () => Promise.resolve());
  }
}

/** Without storage and safety engine nothing can start, and each of them has logged its failure. */
async function unlessUnavailable(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof StorageUnavailableError || error instanceof SafetyUnavailableError)) throw error;
  }
}
