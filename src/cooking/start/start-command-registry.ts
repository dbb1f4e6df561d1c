import { Injectable } from '@nestjs/common';
import type { CookerState } from '../../device/cooker-state.js';
import type { CoddleError } from '../../shared/errors.js';
import type { Milliseconds } from '../../shared/units.js';
import { idempotencyKey, type RequestIdentity } from '../idempotency/request-identity.js';
import { IdempotencyCache } from '../idempotency/idempotency-cache.js';
import type { StartCommand } from './start-command.js';

/** Within this time the same body without a `request_id` is taken for a repetition, in ms. */
export const REPETITION_MS = 120_000;
/** A cooker that got a start pushes states; after this much silence an unanswered start no longer stands in the way. */
const DOUBT_MS = 60_000;

/** The starts of late: what keeps one call from starting twice, and two calls from starting at once. */
@Injectable()
export class StartCommandRegistry {
  private readonly byRequestId = new IdempotencyCache<StartCommand>();
  private readonly latest = new Map<string, StartCommand>();
  /** Those that a call without a `request_id` may repeat, also where their cook is over; oldest first. */
  private recent: StartCommand[] = [];

  /** The attempt that this call repeats, whose cook may be over. @throws RequestIdReusedError */
  find(call: RequestIdentity, now: Milliseconds): StartCommand | undefined {
    if (call.requestId !== undefined)
      return this.byRequestId.find(idempotencyKey('start', call), call.body, now);
    return this.recent.findLast(
      (attempt) =>
        attempt.call.key === call.key &&
        attempt.call.body === call.body &&
        now - attempt.cook.began < REPETITION_MS &&
        (attempt.open || attempt.outcome === 'verified' || attempt.wasStopped),
    );
  }

  add(attempt: StartCommand): void {
    const { call, cook } = attempt;
    this.resume(attempt);
    if (call.requestId !== undefined)
      this.byRequestId.add(idempotencyKey('start', call), call.body, cook.began, attempt);
  }

  /** Goes on with a start of which the answer is kept elsewhere. */
  resume(attempt: StartCommand): void {
    this.latest.set(attempt.cook.cookerId, attempt);
    this.recall(attempt);
  }

  /** Remembers a start of late whose cook is over, so that its repetition does not start it anew. */
  recall(attempt: StartCommand): void {
    const since = attempt.cook.began - REPETITION_MS;
    this.recent = [...this.recent.filter(({ cook }) => cook.began > since), attempt];
  }

  /** Nothing was sent, so nothing has to be remembered. */
  forget(attempt: StartCommand): void {
    this.close(attempt);
    this.recent = this.recent.filter((other) => other !== attempt);
    if (attempt.call.requestId !== undefined) this.byRequestId.forget(idempotencyKey('start', attempt.call));
  }

  /** The cook is over, so that another start may take its place. */
  close(attempt: StartCommand): void {
    const { cookerId } = attempt.cook;
    if (this.latest.get(cookerId) === attempt) this.latest.delete(cookerId);
  }

  /** A start that may still turn out to have started something on this cooker. */
  openOn(cookerId: string, now: Milliseconds): StartCommand | undefined {
    const attempt = this.latest.get(cookerId);
    if (attempt === undefined || !attempt.open) return undefined;
    return attempt.outcome === 'under-way' || now - attempt.cook.began < DOUBT_MS ? attempt : undefined;
  }

  /** Tells the cooker's latest start what was seen. @returns it, once the cooker shows it */
  observe(cooker: CookerState): StartCommand | undefined {
    const attempt = this.latest.get(cooker.id);
    attempt?.observe(cooker);
    return attempt?.outcome === 'verified' ? attempt : undefined;
  }

  /** A stop comes before it, so it must not be sent after the stop. */
  withdraw(cookerId: string, reason: CoddleError): void {
    this.latest.get(cookerId)?.withdraw(reason);
  }

  /** The cooker was seen to be stopped. */
  stopped(cookerId: string, reason: CoddleError): void {
    this.latest.get(cookerId)?.stop(reason);
  }
}
