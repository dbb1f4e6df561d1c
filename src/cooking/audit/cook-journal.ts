import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Clock, type Cancel } from '../../shared/clock.js';
import { milliseconds } from '../../shared/units.js';
import type { StoredAnswer } from '../../storage/answer-store.js';
import { JournalStore, type JournalEntry, type JournalRecord } from '../../storage/journal-store.js';
import { RequestIdReusedError } from '../cooking.errors.js';
import type { StartCommand } from '../start/start-command.js';
import type { StartState } from '../start/start-transitions.js';
import { ReadingWatchers } from '../tracking/reading-watchers.js';
import { toStored } from './intended-start.js';
import type { RefusedStart } from './refused-start.js';

/** How far a command has come. The last four are ends; an unknown one may still turn out. */
export type Stage = 'intended' | 'sent' | 'acknowledged' | 'verified' | 'refused' | 'unknown' | 'abandoned';

/** A command whose entries belong together. */
export interface JournalledCommand {
  /** For a start the identity of its cook. */
  readonly id: string;
  readonly cookerId: string;
  readonly kind: 'start' | 'stop';
}

const STAGES: Readonly<Record<StartState, Stage | undefined>> = {
  // Logged before the command exists for anything else.
  intended: undefined,
  sent: 'sent',
  acknowledged: 'acknowledged',
  // The cloud's word was noted when it came.
  accepted: undefined,
  verified: 'verified',
  unknown: 'unknown',
  'not-started': 'abandoned',
  'not-sent': 'abandoned',
  cancelled: 'abandoned',
  stopped: 'abandoned',
  rejected: 'refused',
};

/** Stages that nothing relies on: after a crash such a command is settled by the state of its cooker all the same. */
const UNHURRIED: ReadonlySet<Stage> = new Set<Stage>(['sent', 'acknowledged']);
/** They are written with the next entry, and no later than this: an entry of its own costs the disk as much as a start. */
const LATEST = milliseconds(250);

/** So many entries wait for a disk that does not take them; more commands than that are not given. */
const MOST_WAITING = 500;

/**
 * The audit trail of commands that could move a cooker: the intention before anything is sent, the rest as it comes.
 * It has a queue of its own, not a WriteBehindQueue: an entry that others wait for takes the waiting ones along, and a
 * failed write is repeated with the next entry.
 */
@Injectable()
export class CookJournal implements OnApplicationShutdown {
  private readonly logger = new Logger('CookJournal');
  private waiting: JournalEntry[] = [];
  private written: Promise<unknown> = Promise.resolve();
  private later: Cancel | undefined;

  constructor(
    private readonly journal: JournalStore,
    private readonly watchers: ReadingWatchers,
    private readonly clock: Clock,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.written;
    await this.flush();
  }

  /**
   * Resolves once no power cut can undo that the start was meant, and its `request_id` is taken.
   * @param claim what takes the `request_id`
   * @throws StorageUnavailableError, RequestIdReusedError; then it must not be sent
   */
  async logStartIntent(command: StartCommand, claim?: StoredAnswer): Promise<void> {
    const entry = this.entry(startOf(command), 'intended', toStored(command));
    const intention = await this.journal.intend(entry, claim);
    if ('taken' in intention) throw new RequestIdReusedError();
  }

  /** As `logStartIntent`, and takes it back. @throws StorageUnavailableError */
  rehearse(command: StartCommand, claim: StoredAnswer): Promise<void> {
    return this.journal.rehearse(this.entry(startOf(command), 'intended', toStored(command)), claim);
  }

  /** As `logStartIntent`, for a stop. @throws StorageUnavailableError; then it is sent all the same */
  async logStopIntent(command: JournalledCommand, requestedBy: string, cookId: string | null): Promise<void> {
    await this.journal.append(this.entry(command, 'intended', { requestedBy, cookId }), { waits: false });
  }

  /** Notes a start that was refused before it became a command. It waits for nothing. */
  noteRefusal(cookerId: string, refusal: RefusedStart): void {
    this.add(this.entry({ id: randomUUID(), cookerId, kind: 'start' }, 'refused', refusal));
  }

  /**
   * Notes how far a command has come. What the disk refuses is tried again with the next entry.
   * @returns a promise that resolves once it is durable, or has been tried; `sent` and `acknowledged` are written soon
   */
  async note(command: JournalledCommand, stage: Stage): Promise<void> {
    this.add(this.entry(command, stage, null));
    if (!UNHURRIED.has(stage)) await this.flush();
  }

  /** Notes the present state of a start. */
  async noteStart(command: StartCommand): Promise<void> {
    const stage = STAGES[command.state];
    if (stage !== undefined) await this.note(startOf(command), stage);
  }

  /** Settles a stop that the server before a restart has left open, by the first state of its cooker. */
  settleStop({ commandId: id, cookerId }: JournalRecord): void {
    const leave = this.watchers.add((cooker) => {
      if (cooker.id !== cookerId) return;
      leave();
      const { mode } = cooker.latest!.reading;
      void this.note({ id, cookerId, kind: 'stop' }, mode === 'idle' ? 'verified' : 'unknown');
    });
  }

  private add(entry: JournalEntry): void {
    this.waiting.push(entry);
    if (this.waiting.length > MOST_WAITING) this.waiting.shift();
    this.later ??= this.clock.after(LATEST, () => void this.flush());
  }

  private async flush(): Promise<void> {
    this.later?.();
    this.later = undefined;
    const written = this.write(this.waiting.splice(0));
    this.written = Promise.all([this.written, written]);
    await written;
  }

  private async write(entries: readonly JournalEntry[]): Promise<void> {
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
