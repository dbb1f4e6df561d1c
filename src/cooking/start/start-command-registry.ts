import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { ApprovalOutcomes } from '../approvals/start-consent.js';
import type { CookerState } from '../../device/cooker-state.js';
import { CommandRejectedError } from '../../device/device.errors.js';
import type { CoddleError } from '../../shared/errors.js';
import type { Milliseconds } from '../../shared/units.js';
import { IdempotencyService, type StartOutcome } from '../idempotency/idempotency-service.js';
import type { RequestIdentity } from '../idempotency/request-identity.js';
import type { StartCommand } from './start-command.js';
import { CookJournal } from '../audit/cook-journal.js';
import { unconfirmed } from './unconfirmed.js';

/** Within this time, in ms, the same body without a `request_id` counts as a repetition. */
export const REPETITION_MS = 120_000;
/** After this silence, in ms, an unconfirmed start blocks no other: a cooker that received it would have reported. */
const DOUBT_MS = 60_000;
/** The most starts without `request_id` that are remembered; a principal starts few cooks within two minutes. */
const MOST_RECENT = 200;

/** The recent start commands. It prevents one request from starting twice, and two requests from starting at once. */
@Injectable()
export class StartCommandRegistry {
  private readonly latest = new Map<string, StartCommand>();
  /** The commands that a request without `request_id` may repeat, by principal and content, oldest first. */
  private readonly recent = new LRUCache<string, readonly StartCommand[]>({ max: MOST_RECENT });

  constructor(private readonly idempotency: IdempotencyService) {}

  /** The command that this request repeats; its cook may be over. @throws RequestIdReusedError */
  find(request: RequestIdentity, now: Milliseconds): StartCommand | undefined {
    if (request.requestId !== undefined) return this.idempotency.findStart(request);
    return this.recent
      .get(contentOf(request))
      ?.findLast((command) => now - command.cook.began < REPETITION_MS && isRepeatable(command));
  }

  add(command: StartCommand): void {
    this.resume(command);
    this.idempotency.addStart(command);
  }

  /** Resumes a start whose outcome is stored. */
  resume(command: StartCommand): void {
    this.latest.set(command.cook.cookerId, command);
    this.recall(command);
  }

  /** Remembers a start whose cook is over, so that its repetition does not start it again. */
  recall(command: StartCommand): void {
    const content = contentOf(command.request);
    const before = this.recent.get(content)?.findLast(isRepeatable);
    this.recent.set(content, before === undefined ? [command] : [before, command]);
  }

  /** Forgets a start that was never sent, so that the same request may be sent again. */
  forget(command: StartCommand): void {
    this.close(command);
    const content = contentOf(command.request);
    const others = this.recent.get(content)?.filter((other) => other !== command) ?? [];
    this.recent.set(content, others);
    this.idempotency.forgetStart(command);
  }

  /** Closes a start whose cook is over, so that another may take its place. */
  close(command: StartCommand): void {
    const { cookerId } = command.cook;
    if (this.latest.get(cookerId) === command) this.latest.delete(cookerId);
  }

  /** The start that may still take effect on this cooker. */
  openOn(cookerId: string, now: Milliseconds): StartCommand | undefined {
    const command = this.latest.get(cookerId);
    if (command === undefined || !command.open) return undefined;
    return command.isUnderWay || now - command.cook.began < DOUBT_MS ? command : undefined;
  }

  /** Passes a state to the cooker's latest start. @returns the start, once the state shows its cook */
  observe(cooker: CookerState): StartCommand | undefined {
    const command = this.latest.get(cooker.id);
    command?.observe(cooker);
    return command?.state === 'verified' ? command : undefined;
  }

  /** Cancels an unsent start: it must not be sent after a stop. */
  cancelIfUnsent(cookerId: string, reason: CoddleError): void {
    this.latest.get(cookerId)?.cancelIfUnsent(reason);
  }

  /** Records that the cooker was seen stopped. */
  stopped(cookerId: string, reason: CoddleError): void {
    this.latest.get(cookerId)?.stop(reason);
  }
}

const contentOf = ({ principal, body }: RequestIdentity): string => `${body} ${principal.id}`;

const isRepeatable = ({ open, state, wasStopped }: StartCommand): boolean =>
  open || state === 'verified' || wasStopped;

/** The cook of a start from before a restart; undefined when there was none. @throws the earlier refusal */
export function startedBefore(outcome: StartOutcome | undefined): string | undefined {
  switch (outcome?.kind) {
    case undefined:
      return undefined;
    case 'started':
      return outcome.cookId;
    case 'rejected':
      throw new CommandRejectedError(outcome.message);
    case 'not-started':
      throw unconfirmed('not_started');
    case 'pending':
      throw unconfirmed('unknown');
  }
}

/** The result of a command that has ended with a known outcome. @throws CommandUnconfirmedError otherwise */
export function settled(command: StartCommand): StartCommand {
  const { state } = command;
  if (state === 'unknown') throw unconfirmed('unknown');
  if (state === 'not-started' || state === 'stopped' || state === 'cancelled')
    throw unconfirmed('not_started');
  return command;
}

/** Records every change of a start in the journal, as the outcome of its request and of its approval, in one write. */
@Injectable()
export class StartRecorder {
  constructor(
    private readonly journal: CookJournal,
    private readonly idempotency: IdempotencyService,
    private readonly approvals: ApprovalOutcomes,
  ) {}

  /** Resolves once the change is written or was tried. */
  async record(command: StartCommand): Promise<void> {
    await Promise.all([
      this.journal.noteStart(command),
      this.idempotency.settle(command),
      this.approvals.settle(command),
    ]);
  }
}
