import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Milliseconds } from '../../shared/units.js';
import type { StoppedCookDto } from '../dto/stopped-cook.dto.js';
import { IdempotencyService, type VerifiedStop } from '../idempotency/idempotency-service.js';
import { CookTracker } from '../tracking/cook-tracker.js';
import { CookStopper } from './cook-stopper.js';
import { namedBy, otherRunning, runningOf } from './stop-choice.js';
import type { StopRequest } from './stop-request.js';

/** How long a repeated stop is answered from memory, in ms; contract, POST /stop-cook. */
const REPLAYED_MS = 120_000;

/**
 * Answers a repeated stop from memory while that is still true. In every other case it is sent again, also while the
 * first one is under way.
 */
@Injectable()
export class ReplayedStops {
  constructor(
    private readonly idempotency: IdempotencyService,
    private readonly stopper: CookStopper,
    private readonly cooks: CookTracker,
    private readonly clock: Clock,
  ) {}

  /** The response to the same stop, while it is still true. */
  find(request: StopRequest): StoppedCookDto | undefined {
    const stop = this.idempotency.findStop(request);
    if (stop === undefined || this.clock.monotonic() - stop.at >= REPLAYED_MS) return undefined;
    if (this.isOutdated(stop)) return undefined;
    const warnings = this.leftOutOf(request, stop.response);
    return warnings && { ...stop.response, warnings: [...request.warnings, ...warnings] };
  }

  /**
   * Keeps the response to a stop, once it is verified.
   * @param at when it was asked for
   */
  add(request: StopRequest, at: Milliseconds, response: StoppedCookDto): void {
    if (!response.verified) return;
    this.idempotency.keepStop(request, { at, response, lastCook: this.cooks.latestOn(response.device_id) });
  }

  /** What the choice of a cooker left out of the request; undefined where the response is no longer true. */
  private leftOutOf(
    { selection }: StopRequest,
    { device_id: id }: StoppedCookDto,
  ): readonly string[] | undefined {
    const situation = this.stopper.situation();
    const cooker = situation.account.cookers.get(id);
    if (cooker === undefined || runningOf(cooker, situation) !== 'no') return undefined;
    const { named, warnings } = namedBy(situation, selection);
    const isMeant = named === undefined ? otherRunning(situation, [cooker]).length === 0 : named.id === id;
    return isMeant ? warnings : undefined;
  }

  /** Another cook began on this cooker, so what was stopped before it is no longer the last thing that happened. */
  private isOutdated({ response, lastCook }: VerifiedStop): boolean {
    const latest = this.cooks.latestOn(response.device_id);
    return latest !== lastCook && latest !== response.cook_id;
  }
}
