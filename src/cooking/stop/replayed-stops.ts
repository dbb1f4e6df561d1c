import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Milliseconds } from '../../shared/units.js';
import type { StoppedCookDto } from '../dto/stopped-cook.dto.js';
import { IdempotencyService, type VerifiedStop } from '../idempotency/idempotency-service.js';
import { CookTracker } from '../tracking/cook-tracker.js';
import { CookStopper } from './cook-stopper.js';
import { namedBy, otherRunning, runningOf } from './stop-choice.js';
import type { StopRequest } from './stop-request.js';

/** How long a repeated stop gets the stored response, in ms; contract, POST /stop-cook. */
const REPLAYED_MS = 120_000;

/**
 * Responds to repeated stops with the stored response while it is still true. Otherwise the stop is sent again, also
 * while the first one is in progress.
 */
@Injectable()
export class ReplayedStops {
  constructor(
    private readonly idempotency: IdempotencyService,
    private readonly stopper: CookStopper,
    private readonly cooks: CookTracker,
    private readonly clock: Clock,
  ) {}

  /** The stored response to the same stop, while it is still true. */
  find(request: StopRequest): StoppedCookDto | undefined {
    const stop = this.idempotency.findStop(request);
    if (stop === undefined || this.clock.monotonic() - stop.at >= REPLAYED_MS) return undefined;
    if (this.isOutdated(stop)) return undefined;
    const warnings = this.leftOutOf(request, stop.response);
    return warnings && { ...stop.response, warnings: [...request.warnings, ...warnings] };
  }

  /**
   * Stores the response to a stop once it is verified.
   * @param at when the request arrived
   */
  add(request: StopRequest, at: Milliseconds, response: StoppedCookDto): void {
    if (!response.verified) return;
    this.idempotency.addStop(request, { at, response, lastCook: this.cooks.latestOn(response.device_id) });
  }

  /** The warnings of choosing a cooker again; undefined when the stored response is no longer true. */
  private leftOutOf(
    { principal, selection }: StopRequest,
    { device_id: id }: StoppedCookDto,
  ): readonly string[] | undefined {
    const situation = this.stopper.situation(principal);
    const cooker = situation.account.cookers.get(id);
    if (cooker === undefined || runningOf(cooker, situation) !== 'no') return undefined;
    const { named, warnings } = namedBy(situation, selection);
    const isMeant = named === undefined ? otherRunning(situation, [cooker]).length === 0 : named.id === id;
    return isMeant ? warnings : undefined;
  }

  /** Whether another cook has begun on this cooker since the stop. */
  private isOutdated({ response, lastCook }: VerifiedStop): boolean {
    const latest = this.cooks.latestOn(response.device_id);
    return latest !== lastCook && latest !== response.cook_id;
  }
}
