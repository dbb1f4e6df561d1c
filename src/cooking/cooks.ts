import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { CookerReading, CookerState } from '../device/cooker-state.js';
import { Clock } from '../shared/clock.js';
import { KitchenEvents, type Unsubscribe } from '../shared/kitchen-events.js';
import { milliseconds, secondsToMilliseconds } from '../shared/units.js';
import { startedBy, type Cook } from './cook.js';
import type { StartAttempt } from './start-attempt.js';
import { StartAttempts } from './start-attempts.js';

declare module '../shared/kitchen-events.js' {
  interface KitchenEventMap {
    /** A cooker's latest state shows this cook. */
    'cook.seen': [cook: Cook, cooker: CookerState];
    /** Its cooker is seen idle. */
    'cook.ended': [cook: Cook, cooker: CookerState];
  }
}

interface Followed {
  readonly cook: Cook;
  readonly vendorCookId: string | undefined;
}

/** Follows what the cookers show: which cook is on, whoever began it. It corrects nothing. */
@Injectable()
export class Cooks implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('Cooks');
  private readonly current = new Map<string, Followed>();
  private leave: Unsubscribe | undefined;

  constructor(
    private readonly events: KitchenEvents,
    private readonly attempts: StartAttempts,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.leave = this.events.on('cooker.reading', (cooker) => this.follow(cooker));
  }

  onModuleDestroy(): void {
    this.leave?.();
  }

  /** The cook that is on, as far as the cooker's states show. */
  on(cookerId: string): Cook | undefined {
    return this.current.get(cookerId)?.cook;
  }

  private follow(cooker: CookerState): void {
    const own = this.attempts.observe(cooker);
    const { reading } = cooker.latest!;
    if (reading.mode === 'idle') this.end(cooker, own);
    else if (reading.running) this.goOn(cooker, own, reading);
    const cook = this.on(cooker.id);
    if (cook !== undefined) this.events.emit('cook.seen', cook, cooker);
  }

  private goOn(cooker: CookerState, own: StartAttempt | undefined, reading: CookerReading): void {
    const known = this.current.get(cooker.id);
    const replaced = known !== undefined && !isSame(known, reading);
    if (own !== undefined && !(replaced && own.cook === known.cook)) return this.keep(own.cook, reading);
    // Ours was replaced by another's: what the cooker shows from now on says nothing of our start.
    if (own !== undefined) this.attempts.close(own);
    this.keep(known === undefined || replaced ? this.foreign(cooker, reading) : known.cook, reading);
  }

  private keep(cook: Cook, { vendorCookId }: CookerReading): void {
    const known = this.current.get(cook.cookerId);
    // Of our own the start itself is logged.
    if (known?.cook !== cook && cook.startedBy !== 'coddle') {
      this.logger.log(`Cook ${cook.id} is on, begun by ${cook.startedBy}`);
    }
    // The vendor's identity may come later than the first state of the cook.
    const identity = vendorCookId ?? (known?.cook === cook ? known.vendorCookId : undefined);
    this.current.set(cook.cookerId, { cook, vendorCookId: identity });
  }

  private end(cooker: CookerState, own: StartAttempt | undefined): void {
    const ended = this.current.get(cooker.id);
    if (ended === undefined) return;
    this.current.delete(cooker.id);
    if (own !== undefined) this.attempts.close(own);
    this.logger.log(`Cook ${ended.cook.id} is over`);
    this.events.emit('cook.ended', ended.cook, cooker);
  }

  private foreign({ id }: CookerState, reading: CookerReading): Cook {
    const age = reading.cookAge === undefined ? undefined : secondsToMilliseconds(reading.cookAge);
    const now = this.clock.now();
    return {
      id: randomUUID(),
      cookerId: id,
      startedBy: startedBy(reading.origin),
      startedAt: new Date(now.getTime() - (age ?? 0)),
      began: age === undefined ? undefined : milliseconds(this.clock.monotonic() - age),
    };
  }
}

/** Another identity is another cook; a missing one says nothing. */
const isSame = (known: Followed, { vendorCookId }: CookerReading): boolean =>
  known.vendorCookId === undefined || vendorCookId === undefined || known.vendorCookId === vendorCookId;
