import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { CookerState } from '../../device/cooker-state.js';
import type { CoddleError } from '../../shared/errors.js';
import type { Milliseconds } from '../../shared/units.js';
import { IdempotencyService } from '../idempotency/idempotency-service.js';
import type { RequestIdentity } from '../idempotency/request-identity.js';
import type { StartCommand } from './start-command.js';

/** Within this time the same body without a `request_id` is taken for a repetition, in ms. */
export const REPETITION_MS = 120_000;
/** A cooker that got a start reports its state; after this much silence an unconfirmed start blocks no other, in ms. */
const DOUBT_MS = 60_000;
/** A principal starts a few different cooks within two minutes. */
const MOST_RECENT = 200;

/** The recent start commands: it keeps one request from starting twice, and two requests from starting at once. */
@Injectable()
export class StartCommandRegistry {
  private readonly latest = new Map<string, StartCommand>();
  /** By principal and content those that a request without a `request_id` may repeat, oldest first. */
  private readonly recent = new LRUCache<string, readonly StartCommand[]>({ max: MOST_RECENT });

  constructor(private readonly idempotency: IdempotencyService) {}

  /** The command that this request repeats, whose cook may be over. @throws RequestIdReusedError */
  find(request: RequestIdentity, now: Milliseconds): StartCommand | undefined {
    if (request.requestId !== undefined) return this.idempotency.findStart(request);
    return this.recent
      .get(contentOf(request))
      ?.findLast((command) => now - command.cook.began < REPETITION_MS && isRepeatable(command));
  }

  add(command: StartCommand): void {
    this.resume(command);
    this.idempotency.keepStart(command);
  }

  /** Goes on with a start whose outcome is stored. */
  resume(command: StartCommand): void {
    this.latest.set(command.cook.cookerId, command);
    this.recall(command);
  }

  /** Remembers a start whose cook is over, so that its repetition does not start it anew. */
  recall(command: StartCommand): void {
    const content = contentOf(command.request);
    const before = this.recent.get(content)?.findLast(isRepeatable);
    this.recent.set(content, before === undefined ? [command] : [before, command]);
  }

  /** Nothing was sent, so that the same request may be sent again. */
  forget(command: StartCommand): void {
    this.close(command);
    const content = contentOf(command.request);
    const others = this.recent.get(content)?.filter((other) => other !== command) ?? [];
    this.recent.set(content, others);
    this.idempotency.forgetStart(command);
  }

  /** The cook is over, so that another start may take its place. */
  close(command: StartCommand): void {
    const { cookerId } = command.cook;
    if (this.latest.get(cookerId) === command) this.latest.delete(cookerId);
  }

  /** A start that may still turn out to have started something on this cooker. */
  openOn(cookerId: string, now: Milliseconds): StartCommand | undefined {
    const command = this.latest.get(cookerId);
    if (command === undefined || !command.open) return undefined;
    return command.isUnderWay || now - command.cook.began < DOUBT_MS ? command : undefined;
  }

  /** Shows the cooker's latest start its state. @returns the start, once the cooker shows its cook */
  observe(cooker: CookerState): StartCommand | undefined {
    const command = this.latest.get(cooker.id);
    command?.observe(cooker);
    return command?.state === 'verified' ? command : undefined;
  }

  /** A stop comes first, so an unsent start must not be sent after it. */
  cancelIfUnsent(cookerId: string, reason: CoddleError): void {
    this.latest.get(cookerId)?.cancelIfUnsent(reason);
  }

  /** The cooker was seen to be stopped. */
  stopped(cookerId: string, reason: CoddleError): void {
    this.latest.get(cookerId)?.stop(reason);
  }
}

const contentOf = ({ key, body }: RequestIdentity): string => `${body} ${key}`;

const isRepeatable = ({ open, state, wasStopped }: StartCommand): boolean =>
  open || state === 'verified' || wasStopped;
