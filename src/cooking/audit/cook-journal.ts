import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { CookerState } from '../../device/cooker-state.js';
import { Clock, type Cancel } from '../../shared/clock.js';
import { milliseconds } from '../../shared/units.js';
import type { StoredResponse } from '../../storage/response-store.js';
import { JournalStore, type JournalEntry, type JournalRecord } from '../../storage/journal-store.js';
import { RequestIdReusedError } from '../cooking.errors.js';
import type { StartCommand, StartState } from '../start/start-command.js';
import type { RefusedStart } from './refused-start.js';
import type { CookPlan } from '../../safety/cook-plan.js';
import type { Verdict } from '../../safety/verdict.js';
import { asText, JsonFormError, JsonReader, type ReadJson } from '../../shared/json-reader.js';
import { asPlan } from '../../safety/stored-plan.js';

/** How far a command has come. The last four stages are final, except that an unknown command may still be settled. */
export type Stage = 'intended' | 'sent' | 'acknowledged' | 'verified' | 'refused' | 'unknown' | 'abandoned';

/** A command, for the entries that belong to it. */
export interface JournalledCommand {
  /** For a start, the id of its cook. */
  readonly id: string;
  readonly cookerId: string;
  readonly kind: 'start' | 'stop';
}

const STAGES: Readonly<Record<StartState, Stage | undefined>> = {
  // This entry is logged before any other code sees the command.
  intended: undefined,
  sent: 'sent',
  acknowledged: 'acknowledged',
  // The cloud's response was logged when it arrived.
  accepted: undefined,
  verified: 'verified',
  unknown: 'unknown',
  'not-started': 'abandoned',
  'not-sent': 'abandoned',
  cancelled: 'abandoned',
  stopped: 'abandoned',
  rejected: 'refused',
};

/** Stages that nothing depends on: after a crash, the state of the cooker settles such a command anyway. */
const DEFERRED_STAGES: ReadonlySet<Stage> = new Set<Stage>(['sent', 'acknowledged']);
/** The longest wait of a deferred entry for the next one, in ms: a write of its own costs as much as a start. */
const LONGEST_DEFERRAL = milliseconds(250);

/** The most entries that are kept while the disk rejects them; beyond that the oldest is dropped. */
const MOST_WAITING = 500;

/**
 * The audit trail of all commands that could move a cooker: the intention before anything is sent, then each stage.
 * An entry that must be durable takes the waiting entries along, and a failed write is repeated with the next entry.
 */
@Injectable()
export class CookJournal implements OnApplicationShutdown {
  private readonly logger = new Logger('CookJournal');
  private waiting: JournalEntry[] = [];
  private written: Promise<unknown> = Promise.resolve();
  private later: Cancel | undefined;

  constructor(
    private readonly journal: JournalStore,
    private readonly clock: Clock,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.written;
    await this.flush();
  }

  /**
   * Resolves once the intention of a start is durable and its `request_id` is taken.
   * @param claim reserves the `request_id`
   * @throws StorageUnavailableError, RequestIdReusedError; then the start must not be sent
   */
  async logStartIntent(command: StartCommand, claim?: StoredResponse): Promise<void> {
    const entry = this.entry(startOf(command), 'intended', toStored(command));
    const intention = await this.afterWaiting((before) => this.journal.intend(entry, claim, before));
    if ('taken' in intention) throw new RequestIdReusedError();
  }

  /** Writes like `logStartIntent` and rolls back. @throws StorageUnavailableError */
  rehearse(command: StartCommand, claim: StoredResponse): Promise<void> {
    return this.journal.rehearse(this.entry(startOf(command), 'intended', toStored(command)), claim);
  }

  /** Prepares the disk for the first entry. @throws StorageUnavailableError */
  prepare(): Promise<void> {
    return this.journal.makeLog();
  }

  /** Logs the intention of a stop. @throws StorageUnavailableError; the stop is sent all the same */
  async logStopIntent(command: JournalledCommand, requestedBy: string, cookId: string | null): Promise<void> {
    const entry = this.entry(command, 'intended', { requestedBy, cookId });
    await this.afterWaiting((before) => this.journal.appendAll([...before, entry], { waits: false }));
  }

  /** Logs a start that was refused before it became a command. Nothing waits for this entry. */
  noteRefusal(cookerId: string, refusal: RefusedStart): void {
    this.add(this.entry({ id: randomUUID(), cookerId, kind: 'start' }, 'refused', refusal));
  }

  /**
   * Logs how far a command has come. Entries that the disk rejects are tried again with the next one.
   * @returns a promise that resolves once the entry is written or was tried; `sent` and `acknowledged` are deferred. It
   * survives the end of the process at once and a power cut some milliseconds later: after one, the durable intention
   * and the state of the cooker settle the command.
   */
  async note(command: JournalledCommand, stage: Stage): Promise<void> {
    this.add(this.entry(command, stage, null));
    if (!DEFERRED_STAGES.has(stage)) await this.flush();
  }

  /** Logs how a command stands when it is responded to. Resolves once all of its entries are durable or were tried. */
  async noteEnd(command: JournalledCommand, stage: Stage): Promise<void> {
    this.add(this.entry(command, stage, null));
    await this.flush();
    await this.written;
  }

  /** Logs the present state of a start. */
  async noteStart(command: StartCommand): Promise<void> {
    const stage = STAGES[command.state];
    if (stage !== undefined) await this.note(startOf(command), stage);
  }

  /** Settles a stop that an earlier process left open, by the first state of its cooker. */
  settleStop({ commandId: id, cookerId }: JournalRecord, { latest }: CookerState): void {
    const stage = latest!.reading.mode === 'idle' ? 'verified' : 'unknown';
    void this.note({ id, cookerId, kind: 'stop' }, stage);
  }

  private add(entry: JournalEntry): void {
    this.waiting.push(entry);
    if (this.waiting.length > MOST_WAITING) this.waiting.shift();
    this.flushLater();
  }

  private flushLater(): void {
    this.later ??= this.clock.after(LONGEST_DEFERRAL, () => void this.flush());
  }

  /**
   * Writes a later entry together with those that wait, so that the journal is in the order of time. They wait again
   * if nothing is written.
   */
  private async afterWaiting<Written extends object>(
    write: (before: readonly JournalEntry[]) => Promise<Written>,
  ): Promise<Written> {
    const before = this.takeWaiting();
    if (before.length === 0) return write(before);
    const written = write(before);
    const returned = written.then(
      (result) => 'taken' in result && this.waitAgain(before),
      () => this.waitAgain(before),
    );
    this.written = Promise.all([this.written, returned]);
    return written;
  }

  private waitAgain(entries: readonly JournalEntry[]): void {
    this.waiting.unshift(...entries);
    this.flushLater();
  }

  private takeWaiting(): JournalEntry[] {
    return this.waiting.splice(0).sort((one, other) => one.at - other.at);
  }

  private async flush(): Promise<void> {
    this.later?.();
    this.later = undefined;
    const written = this.write(this.takeWaiting());
    this.written = Promise.all([this.written, written]);
    await written;
  }

  private async write(entries: readonly JournalEntry[]): Promise<void> {
    if (entries.length === 0) return;
    try {
      await this.journal.appendAll(entries, { durable: 'soon' });
    } catch (error) {
      this.waiting.unshift(...entries);
      this.logger.error(`The journal cannot be written: ${String(error)}`);
    }
  }

  private entry({ id, cookerId, kind }: JournalledCommand, stage: Stage, content: unknown): JournalEntry {
    return { at: this.clock.now().getTime(), commandId: id, cookerId, kind, stage, content };
  }
}

const startOf = ({ cook }: StartCommand): JournalledCommand => ({
  id: cook.id,
  cookerId: cook.cookerId,
  kind: 'start',
});

/** Version 1 had no version number and held the whole verdict. */
const VERSION = 2;

/** The intention of a start, as the journal holds it before anything is sent. */
export interface IntendedStart {
  /** Id of the principal that requested the start. */
  readonly requestedBy: string;
  readonly requestId: string | null;
  /** Identifies a repetition of the request. */
  readonly body: string;
  readonly cookerName: string;
  readonly cookerType: string;
  readonly plan: CookPlan;
}

/** The stored form of an intention, below 2 KB. The plan and the rules version determine the rest of the verdict. */
export function toStored({ request, cook, cooker }: StartCommand): object {
  const { plan, verdict } = cook.approved;
  return {
    version: VERSION,
    requestedBy: request.principal.id,
    requestId: request.requestId ?? null,
    body: request.body,
    cookerName: cooker.name,
    cookerType: cooker.type,
    plan,
    verdict: briefly(verdict),
    rulesVersion: verdict.rulesVersion,
  };
}

const briefly = ({ allowed, outcome, foodClass, thickness, thicknessAssumed, core }: Verdict): object => ({
  allowed,
  outcome,
  foodClass,
  thickness,
  thicknessAssumed,
  minimum: core?.minimum ?? null,
  inDangerZone: core?.inDangerZone ?? null,
});

/** Thrown when the intention of a start is of no known version or form, so that nothing is known of its plan. */
export class PlanNotReadableError extends Error {
  override readonly name = 'PlanNotReadableError';

  constructor(sequence: number, cause: Error) {
    super(`plan not readable in entry ${sequence} of the journal: ${cause.message}`, { cause });
  }
}

/** Parses the intention in an entry of the journal. @throws PlanNotReadableError */
export function intentionIn({
  sequence,
  content,
}: Pick<JournalRecord, 'sequence' | 'content'>): IntendedStart {
  try {
    return asIntendedStart(JsonReader.of(content));
  } catch (error) {
    if (!(error instanceof JsonFormError)) throw error;
    throw new PlanNotReadableError(sequence, error);
  }
}

/** Parses an intention that this version or an older one stored. */
const asIntendedStart: ReadJson<IntendedStart> = (value) => {
  value.field('version').optional((version) => version.matching(isVersion, `${VERSION}`));
  return {
    requestedBy: value.field('requestedBy').text(),
    requestId: value.field('requestId').optional((id) => id.orNull(asText)) ?? null,
    body: value.field('body').text(),
    cookerName: value.field('cookerName').text(),
    cookerType: value.field('cookerType').text(),
    plan: asPlan(value.field('plan')),
  };
};

const isVersion = (value: unknown): value is typeof VERSION => value === VERSION;
