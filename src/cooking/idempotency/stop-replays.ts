import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { EventBus, type Unsubscribe } from '../../shared/event-bus.js';
import type { Milliseconds } from '../../shared/units.js';
import { idempotencyKey } from './request-identity.js';
import { CookStopper } from '../stop/cook-stopper.js';
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
}

/**
 * The verified stops of the last two minutes by their `request_id`. One is answered from memory only while that is
 * still true: whatever else a repeated stop may meet, it is sent, also while the first one is still under way.
 */
@Injectable()
export class StopReplays implements OnModuleInit, OnModuleDestroy {
  private readonly entries = new Map<string, Entry>();
  private leave: Unsubscribe | undefined;

  constructor(
    private readonly stopper: CookStopper,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.leave = this.events.on('cook.seen', ({ id, cookerId }) => this.forgetBefore(cookerId, id));
  }

  onModuleDestroy(): void {
    this.leave?.();
  }

  /** The answer to the same stop, while it is still true. */
  find(request: StopRequest): StoppedCookDto | undefined {
    if (request.requestId === undefined) return undefined;
    const entry = this.entries.get(idempotencyKey('stop', request));
    if (entry === undefined || this.clock.monotonic() - entry.at >= REPLAYED_MS) return undefined;
    const { answer } = entry;
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
    this.entries.set(id, { at, answer });
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
  private forgetBefore(cookerId: string, cookId: string): void {
    for (const [id, { answer }] of this.entries) {
      if (answer.device_id === cookerId && answer.cook_id !== cookId) this.entries.delete(id);
    }
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
