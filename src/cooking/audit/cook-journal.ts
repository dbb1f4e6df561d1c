import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { EventBus, type Unsubscribe } from '../../shared/event-bus.js';
import { JournalStore, type JournalEntry, type JournalRecord } from '../../storage/journal-store.js';
import { idempotencyKey } from '../idempotency/request-identity.js';
import { ReadingWatchers } from '../tracking/reading-watchers.js';
import { RequestIdReusedError } from '../cooking.errors.js';
import { toVerdictDto } from '../dto/verdict.dto.js';
import type { StartOutcome, StartCommand } from '../start/start-command.js';

/** How far a command has come. The last four are ends, and what nobody knows may still turn out. */
export type Stage = 'intended' | 'sent' | 'acknowledged' | 'verified' | 'refused' | 'unknown' | 'abandoned';

/** A command as the journal holds it together. */
export interface JournalledCommand {
  /** For a start the identity of its cook. */
  readonly id: string;
  readonly cookerId: string;
  readonly kind: 'start' | 'stop';
}

/** What the journal tells of a start before it is sent. */
export interface IntendedStart {
  /** Name of the key that asked for it. */
  readonly requestedBy: string;
  readonly requestId: string | null;
  /** Tells whether it is the same call that comes again. */
  readonly body: string;
  readonly cookerName: string;
  readonly cookerType: string;
  readonly plan: unknown;
  readonly verdict: unknown;
  readonly rulesVersion: string;
}

const STAGES: Readonly<Record<StartOutcome, Stage | undefined>> = {
  'under-way': undefined,
  // The cloud's word is noted when it comes.
  accepted: undefined,
  verified: 'verified',
  unknown: 'unknown',
  'not-started': 'abandoned',
  'not-sent': 'abandoned',
  refused: 'refused',
};

/** So many entries wait for a disk that does not take them; a kitchen does not give more commands than that. */
const MOST_WAITING = 500;

/** Writes down every command that could move a cooker: its intention before anything is sent, the rest as it comes. */
@Injectable()
export class CookJournal implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('CookJournal');
  private waiting: JournalEntry[] = [];
  private written: Promise<void> = Promise.resolve();
  private leave: Unsubscribe | undefined;

  constructor(
    private readonly journal: JournalStore,
    private readonly events: EventBus,
    private readonly watchers: ReadingWatchers,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.leave = this.events.on('start.changed', (attempt) => this.settle(attempt));
  }

  async onApplicationShutdown(): Promise<void> {
    this.leave?.();
    await this.flush();
  }

  /**
   * Resolves once no power cut can undo that the start was meant, and its `request_id` is taken.
   * @throws StorageUnavailableError, RequestIdReusedError; then it must not be sent
   */
  async logStartIntent(attempt: StartCommand): Promise<void> {
    const { call, cook } = attempt;
    const at = this.clock.now().getTime();
    const claim = call.requestId !== undefined && {
      requestId: idempotencyKey('start', call),
      bodyHash: call.body,
      cookId: cook.id,
      status: null,
      answer: null,
      at,
    };
    const entry = this.entry(startOf(attempt), 'intended', intentionOf(attempt));
    const intention = await this.journal.intend(entry, claim || undefined);
    if ('taken' in intention) throw new RequestIdReusedError();
  }

  /** As `intendStart`, for a stop. @throws StorageUnavailableError; then it is sent all the same */
  async logStopIntent(command: JournalledCommand, requestedBy: string, cookId: string | null): Promise<void> {
    await this.journal.append(this.entry(command, 'intended', { requestedBy, cookId }), { waits: false });
  }

  /** Notes how far a command has come. Nobody waits for it, and what the disk refuses is tried again later. */
  note(command: JournalledCommand, stage: Stage): void {
    this.waiting.push(this.entry(command, stage, null));
    if (this.waiting.length > MOST_WAITING) this.waiting.shift();
    // What belongs to one moment is written at once.
    setImmediate(() => void this.flush());
  }

  /** As `note`, for a start; the cloud's answer to one that is settled says nothing any more. */
  noteStart(attempt: StartCommand, stage: 'sent' | 'acknowledged'): void {
    if (attempt.outcome === 'under-way') this.note(startOf(attempt), stage);
  }

  /** Settles a stop that the server before a restart has left open, by the first state of its cooker. */
  settleStop({ commandId: id, cookerId }: JournalRecord): void {
    const leave = this.watchers.add((cooker) => {
      if (cooker.id !== cookerId) return;
      leave();
      const { mode } = cooker.latest!.reading;
      this.note({ id, cookerId, kind: 'stop' }, mode === 'idle' ? 'verified' : 'unknown');
    });
  }

  private settle(attempt: StartCommand): void {
    const stage = STAGES[attempt.outcome];
    if (stage !== undefined) this.note(startOf(attempt), stage);
  }

  private async flush(): Promise<void> {
    this.written = this.written.then(() => this.write(this.waiting.splice(0)));
    await this.written;
  }

  private async write(entries: JournalEntry[]): Promise<void> {
    if (entries.length === 0) return;
    try {
      await this.journal.appendAll(entries);
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

function intentionOf({ call, cook, cooker }: StartCommand): IntendedStart {
  const { plan, verdict } = cook.approved;
  return {
    requestedBy: call.key,
    requestId: call.requestId ?? null,
    body: call.body,
    cookerName: cooker.name,
    cookerType: cooker.type,
    plan,
    verdict: toVerdictDto(verdict),
    rulesVersion: verdict.rulesVersion,
  };
}
