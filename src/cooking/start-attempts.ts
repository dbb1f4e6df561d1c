import { Injectable } from '@nestjs/common';
import type { CookerState } from '../device/cooker-state.js';
import type { KitchenError } from '../shared/errors.js';
import type { Milliseconds } from '../shared/units.js';
import { Remembered } from './remembered.js';
import type { StartAttempt } from './start-attempt.js';

/** Within this time the same body without a `request_id` is taken for a repetition. */
const REPETITION_MS = 120_000;
/** A cooker that got a start pushes states; after this much silence an unanswered start no longer stands in the way. */
const DOUBT_MS = 60_000;

/** How a call is recognised when it comes again. */
export interface CallIdentity {
  readonly requestId?: string | undefined;
  readonly body: string;
}

/** The starts of late: what keeps one call from starting twice, and two calls from starting at once. */
@Injectable()
export class StartAttempts {
  private readonly byRequestId = new Remembered<StartAttempt>();
  private readonly latest = new Map<string, StartAttempt>();

  /** The attempt that this call repeats. @throws RequestIdReusedError */
  find({ requestId, body }: CallIdentity, now: Milliseconds): StartAttempt | undefined {
    if (requestId !== undefined) return this.byRequestId.find(requestId, body, now);
    return [...this.latest.values()].find(
      (attempt) =>
        attempt.body === body &&
        now - attempt.cook.began < REPETITION_MS &&
        (attempt.open || attempt.outcome === 'verified'),
    );
  }

  add({ requestId, body }: CallIdentity, attempt: StartAttempt): void {
    this.latest.set(attempt.cook.cookerId, attempt);
    if (requestId !== undefined) this.byRequestId.add(requestId, body, attempt.cook.began, attempt);
  }

  /** Nothing was sent, so nothing has to be remembered. */
  forget({ requestId }: CallIdentity, attempt: StartAttempt): void {
    this.close(attempt);
    if (requestId !== undefined) this.byRequestId.forget(requestId);
  }

  /** The cook is over, so that the same call may start it anew. */
  close(attempt: StartAttempt): void {
    const { cookerId } = attempt.cook;
    if (this.latest.get(cookerId) === attempt) this.latest.delete(cookerId);
  }

  /** A start that may still turn out to have started something on this cooker. */
  openOn(cookerId: string, now: Milliseconds): StartAttempt | undefined {
    const attempt = this.latest.get(cookerId);
    if (attempt === undefined || !attempt.open) return undefined;
    return attempt.outcome === 'under-way' || now - attempt.cook.began < DOUBT_MS ? attempt : undefined;
  }

  /** Tells the cooker's latest start what was seen. @returns it, once the cooker shows it */
  observe(cooker: CookerState): StartAttempt | undefined {
    const attempt = this.latest.get(cooker.id);
    attempt?.observe(cooker);
    return attempt?.outcome === 'verified' ? attempt : undefined;
  }

  /** The cooker was seen to be stopped. */
  stopped(cookerId: string, reason: KitchenError): void {
    this.latest.get(cookerId)?.stop(reason);
  }
}
