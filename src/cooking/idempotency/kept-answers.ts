import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CommandRejectedError } from '../../device/device.errors.js';
import { Clock, type Cancel } from '../../shared/clock.js';
import { EventBus, type Unsubscribe } from '../../shared/event-bus.js';
import { milliseconds } from '../../shared/units.js';
import { AnswerStore, type StoredAnswer } from '../../storage/answer-store.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import { idempotencyKey, type RequestIdentity } from './request-identity.js';
import { RequestIdReusedError } from '../cooking.errors.js';
import type { StartedCookDto } from '../dto/started-cook.dto.js';
import type { StartCommand } from '../start/start-command.js';
import { reportStart } from '../start/start-report.js';
import { unconfirmed } from '../start/unconfirmed.js';

const KEPT_MS = 24 * 3600_000;
const CLEARED_EVERY = milliseconds(3600_000);

/** What starts with a `request_id` were answered, for 24 hours and over restarts. */
@Injectable()
export class KeptAnswers implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('KeptAnswers');
  private stored: Promise<void> = Promise.resolve();
  private leave: Unsubscribe | undefined;
  private cancel: Cancel | undefined;

  constructor(
    private readonly answers: AnswerStore,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.leave = this.events.on('start.changed', (attempt) => this.settle(attempt));
    this.planClearing();
  }

  async onModuleDestroy(): Promise<void> {
    this.leave?.();
    this.cancel?.();
    await this.stored;
  }

  /**
   * What a start was answered that this process does not remember.
   * @throws RequestIdReusedError, or what the call was refused with then
   */
  async ofStart(call: RequestIdentity): Promise<StartedCookDto | undefined> {
    const kept = await this.find(call);
    if (kept === undefined) return undefined;
    const { status, answer } = kept;
    if (status === 200) return answer as StartedCookDto;
    if (status === 502) throw new CommandRejectedError((answer as { message: string }).message);
    throw unconfirmed(status === 504 ? 'not_started' : 'unknown');
  }

  /** Whether the answer to a start is kept, or the call cannot be repeated. */
  async isSettled(call: RequestIdentity): Promise<boolean> {
    return call.requestId === undefined || (await this.find(call))?.status !== null;
  }

  private settle(attempt: StartCommand): void {
    const { call, cook, outcome } = attempt;
    if (call.requestId === undefined) return;
    const keep = (status: number, answer: unknown) => this.keep(call, { cookId: cook.id, status, answer });
    if (outcome === 'verified') keep(200, reportStart(attempt));
    else if (outcome === 'refused') keep(502, { message: attempt.refusal });
    else if (outcome === 'not-started') keep(504, null);
    else if (outcome === 'not-sent') this.store(() => this.answers.forget(idempotencyKey('start', call)));
  }

  private async find(call: RequestIdentity): Promise<StoredAnswer | undefined> {
    if (call.requestId === undefined) return undefined;
    const kept = await this.read(idempotencyKey('start', call));
    if (kept === undefined) return undefined;
    if (this.clock.now().getTime() - kept.at >= KEPT_MS) {
      await this.answers.forget(kept.requestId);
      return undefined;
    }
    if (kept.bodyHash !== call.body) throw new RequestIdReusedError();
    return kept;
  }

  /** Where nothing can be read nothing can be written either, and that is what refuses a start. */
  private async read(id: string): Promise<StoredAnswer | undefined> {
    try {
      return await this.answers.find(id);
    } catch (error) {
      if (error instanceof StorageUnavailableError) return undefined;
      throw error;
    }
  }

  private keep(call: RequestIdentity, answer: Pick<StoredAnswer, 'cookId' | 'status' | 'answer'>): void {
    if (call.requestId === undefined) return;
    const at = this.clock.now().getTime();
    const kept = { requestId: idempotencyKey('start', call), bodyHash: call.body, at, ...answer };
    this.store(() => this.answers.save(kept));
  }

  private clear(): void {
    const before = this.clock.now().getTime() - KEPT_MS;
    this.store(() => this.answers.forgetBefore(before));
    this.planClearing();
  }

  private planClearing(): void {
    this.cancel = this.clock.after(CLEARED_EVERY, () => this.clear());
  }

  /** Nobody waits for it: the journal tells what became of a call of which the answer was lost. */
  private store(write: () => Promise<unknown>): void {
    this.stored = this.stored
      .then(() => nextTurn())
      .then(write)
      .then(
        () => undefined,
        (error: unknown) => this.logger.warn(`An answer could not be kept: ${String(error)}`),
      );
  }
}
