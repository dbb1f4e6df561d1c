import { Injectable, Logger } from '@nestjs/common';
import { Approvals } from '../../approvals/approvals.js';
import { SafetyUnavailableError } from '../../safety/safety.errors.js';
import { Clock } from '../../shared/clock.js';
import { milliseconds, type Milliseconds } from '../../shared/units.js';
import { CookRecordRepository } from '../record/cook-record.repository.js';
import { JournalStore, type JournalRecord } from '../../storage/journal-store.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import type { Cook } from '../tracking/cook.js';
import { CookJournal, type Stage } from '../audit/cook-journal.js';
import { ApprovalOutcomes } from '../approvals/start-consent.js';
import { CookMonitors } from '../monitoring/cook-monitors.js';
import type { RecordedCook } from '../record/cook-record.js';
import { CookRecords } from '../record/cook-records.js';
import { REAPPEARS_WITHIN } from '../tracking/cook-identity.js';
import { ReadingWatchers, CookTracker } from '../tracking/cook-tracker.js';
import { IdempotencyService } from '../idempotency/idempotency-service.js';
import { StartRestorer } from '../start/start-restorer.js';
import { UnfinishedCooks } from './unfinished-cooks.js';
import type { StartCommand } from '../start/start-command.js';
import { REPETITION_MS, StartCommandRegistry } from '../start/start-command-registry.js';

/** After this time the outcome of a command is settled, or can no longer be determined. */
const LOOKED_BACK_MS = 24 * 3600_000;
const SETTLED: ReadonlySet<string> = new Set<Stage>(['verified', 'refused', 'abandoned']);

/**
 * Restores the state from before a restart, before the connection to the cloud is opened: the running cooks, their
 * food, and the commands whose outcome was not recorded. The states of the cookers decide each of them; nothing is
 * sent.
 */
@Injectable()
export class Recovery {
  private readonly logger = new Logger('Recovery');

  constructor(
    private readonly store: CookRecordRepository,
    private readonly commands: JournalStore,
    private readonly journal: CookJournal,
    private readonly starts: StartRestorer,
    private readonly idempotency: IdempotencyService,
    private readonly startCommands: StartCommandRegistry,
    private readonly cooks: CookTracker,
    private readonly watchers: ReadingWatchers,
    private readonly monitors: CookMonitors,
    private readonly records: CookRecords,
    private readonly unfinished: UnfinishedCooks,
    private readonly approvals: Approvals,
    private readonly outcomes: ApprovalOutcomes,
    private readonly clock: Clock,
  ) {}

  /** A start-up step. It never rejects: what cannot be read is logged, and the connection is opened all the same. */
  async restore(): Promise<void> {
    await this.logFailure('the approvals', () => this.approvals.restore());
    await this.logFailure('the running cooks', async () => this.restoreCommands(await this.restoreCooks()));
    await this.logFailure('the outcomes of approvals', () => this.outcomes.settleEarlier());
    await this.logFailure('the cooks that ended last', () => this.recallEnded());
    await this.logFailure('the unfinished cooks', () => this.unfinished.restore());
  }

  /** A failure must not keep the connection closed: without it, nothing can be seen or stopped. */
  private async logFailure(what: string, step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      const isExpected = error instanceof StorageUnavailableError || error instanceof SafetyUnavailableError;
      if (isExpected) this.logger.warn(`Cannot restore ${what}: ${error.message}`);
      else this.logger.error(`Cannot restore ${what}: ${String(error)}`);
    }
  }

  /** Of several cooks on one cooker, only the latest can be on. */
  private async restoreCooks(): Promise<ReadonlyMap<string, Cook>> {
    const running = new Map<string, Cook>();
    const recorded = await this.store.running();
    const latest = new Map(recorded.map((one) => [one.cookerId, one]));
    for (const one of recorded) {
      await this.logFailure(`cook ${one.cookId}`, async () => {
        if (latest.get(one.cookerId) === one) running.set(one.cookId, this.restoreCook(one));
        else this.records.close(one);
      });
    }
    return running;
  }

  /** An ended cook may appear again when a single odd state had ended it. */
  private async recallEnded(): Promise<void> {
    const since = this.clock.now().getTime() - REAPPEARS_WITHIN;
    for (const one of await this.store.endedSince(since)) {
      await this.logFailure(`the end of cook ${one.cookId}`, async () => this.recallCook(one));
    }
  }

  private recallCook(recorded: RecordedCook): void {
    const { vendorCookId, lastSeenAt } = recorded.record;
    if (vendorCookId === null || recorded.endedAt === null) return;
    const cook = this.starts.cookOf(recorded);
    this.cooks.recall(cook, vendorCookId, this.momentOf(recorded.endedAt));
    this.records.recall(cook, recorded, this.momentOf(lastSeenAt));
  }

  /** On the monotonic clock; negative for times before this process started. */
  private momentOf(wall: number): Milliseconds {
    return milliseconds(this.clock.monotonic() - Math.max(0, this.clock.now().getTime() - wall));
  }

  private restoreCook(recorded: RecordedCook): Cook {
    const { record } = recorded;
    const cook = this.starts.cookOf(recorded);
    const now = { monotonic: this.clock.monotonic(), wall: this.clock.now() };
    const seenAt = this.momentOf(record.lastSeenAt);
    this.cooks.resume(cook, record.vendorCookId ?? undefined, seenAt);
    if (record.monitor !== null) this.monitors.resume(cook, record.monitor, now);
    this.records.resume(cook, recorded, seenAt);
    this.logger.log(`Cook ${cook.id} was on before the restart; its cooker will show whether it still is`);
    return cook;
  }

  private async restoreCommands(running: ReadonlyMap<string, Cook>): Promise<void> {
    const latest = await this.commands.latestOfCommands(this.clock.now().getTime() - LOOKED_BACK_MS);
    for (const record of latest) {
      await this.logFailure(`the outcome of command ${record.commandId}`, async () => {
        if (record.kind === 'start') await this.restoreStart(record, running.get(record.commandId));
        else if (record.kind === 'stop' && !SETTLED.has(record.stage))
          this.watchers.next(record.cookerId, (cooker) => this.journal.settleStop(record, cooker));
      });
    }
  }

  /** The commands arrive oldest first, so that the latest of a cooker stays. */
  private async restoreStart(latest: JournalRecord, recorded: Cook | undefined): Promise<void> {
    const cook = recorded ?? (await this.withoutRecord(latest));
    const isOver = cook === undefined && SETTLED.has(latest.stage);
    if (isOver && (latest.stage !== 'verified' || this.isLongAgo(latest))) return;
    const [first] = await this.commands.ofCommand(latest.commandId);
    if (first?.stage !== 'intended') return;
    const outcome = cook === undefined ? 'unknown' : 'verified';
    const { commandId: id, cookerId } = latest;
    // Without its plan, a command is still settled.
    if (!isOver && latest.stage !== outcome) void this.journal.note({ id, cookerId, kind: 'start' }, outcome);
    const start = this.starts.commandOf(first, cook);
    if (isOver) return this.recall(start);
    start.resume(outcome, this.clock.monotonic());
    // The stored response to a start whose cook was seen is repeated word for word.
    if (cook !== undefined && (await this.idempotency.isSettled(start.request)))
      this.startCommands.resume(start);
    else this.startCommands.add(start);
  }

  /** The cook of a verified start whose record a kill prevented: its cooker shows whether it is still on. */
  private async withoutRecord({ stage, commandId, at }: JournalRecord): Promise<Cook | undefined> {
    if (stage !== 'verified' || (await this.store.find(commandId)) !== undefined) return undefined;
    const [first] = await this.commands.ofCommand(commandId);
    if (first?.stage !== 'intended') return undefined;
    const { cook } = this.starts.commandOf(first, undefined);
    this.cooks.resume(cook, undefined, this.momentOf(at));
    return cook;
  }

  private isLongAgo({ at }: JournalRecord): boolean {
    return this.clock.now().getTime() - at >= REPETITION_MS;
  }

  /** Its cook is over; a repetition soon after must still not start it again. */
  private recall(start: StartCommand): void {
    start.resume('verified', this.clock.monotonic());
    this.startCommands.recall(start);
  }
}
