import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Milliseconds } from '../../shared/units.js';
import { idempotencyKey } from './request-identity.js';
import { CookStopper } from '../stop/cook-stopper.js';
import { CookTracker } from '../tracking/cook-tracker.js';
import type { StoppedCookDto } from '../dto/stopped-cook.dto.js';
import { namedBy, otherRunning, runningOf } from '../stop/stop-choice.js';
import type { StopRequest } from '../stop/stop-request.js';

/** How long a stop is answered from memory, in ms; contract, POST /stop-cook. */
const REPLAYED_MS = 120_000;
/** So many are remembered; a loop in a client must not fill the memory of a small computer. */
const MOST = 1_000;

interface Entry {
  /** When the stop was asked for. */
  readonly at: Milliseconds;
  readonly answer: StoppedCookDto;
  /** The cook that its cooker had shown last when the stop was verified. */
  readonly lastCook: string | undefined;
}

/**
 * The verified stops of the last two minutes by their `request_id`. One is answered from memory only while that is
 * still true: whatever else a repeated stop may meet, it is sent, also while the first one is still under way.
 */
@Injectable()
export class StopReplays {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly stopper: CookStopper,
    private readonly cooks: CookTracker,
    private readonly clock: Clock,
  ) {}

  /** The answer to the same stop, while it is still true. */
  find(request: StopRequest): StoppedCookDto | undefined {
    if (request.requestId === undefined) return undefined;
    const entry = this.entries.get(idempotencyKey('stop', request));
    if (entry === undefined || this.clock.monotonic() - entry.at >= REPLAYED_MS) return undefined;
    const { answer } = entry;
    if (this.isOutdated(entry)) return undefined;
    const warnings = this.leftOutOf(request, answer);
    return warnings && { ...answer, warnings: [...request.warnings, ...warnings] };
  }

  /**
   * Remembers how a stop was answered, once it is verified.
   * @param at when it was asked for
   */
  add(request: StopRequest, at: Milliseconds, answer: StoppedCookDto): void {
    if (request.requestId === undefined || !answer.verified) return;
    const id = idempotencyKey('stop', request);
    this.forgetOld();
    this.entries.delete(id);
    this.entries.set(id, { at, answer, lastCook: this.cooks.latestOn(answer.device_id) });
  }

  /** What the choice of a cooker left out of the request; undefined where the answer is no longer true. */
  private leftOutOf({ wish }: StopRequest, { device_id: id }: StoppedCookDto): readonly string[] | undefined {
    const situation = this.stopper.situation();
    const cooker = situation.account.cookers.get(id);
    if (cooker === undefined || runningOf(cooker, situation) !== 'no') return undefined;
    const { named, warnings } = namedBy(situation, wish);
    const isMeant = named === undefined ? otherRunning(situation, [cooker]).length === 0 : named.id === id;
    return isMeant ? warnings : undefined;
  }

  /** Another cook began on this cooker, so what was stopped before it is no longer the last thing that happened. */
  private isOutdated({ answer, lastCook }: Entry): boolean {
    const latest = this.cooks.latestOn(answer.device_id);
    return latest !== lastCook && latest !== answer.cook_id;
  }

  /** A map keeps the order of insertion, so the oldest are about in front. */
  private forgetOld(): void {
    const now = this.clock.monotonic();
    for (const [id, { at }] of this.entries) {
      if (now - at < REPLAYED_MS && this.entries.size < MOST) return;
      this.entries.delete(id);
    }
  }
}
