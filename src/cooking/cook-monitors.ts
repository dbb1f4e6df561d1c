import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { CookerReading, CookerState } from '../device/cooker-state.js';
import type { CookPlan } from '../safety/cook-plan.js';
import type { FoodMonitor } from '../safety/monitor/food-monitor.js';
import { SafetyUnavailableError } from '../safety/safety.errors.js';
import { SnapshotRefusedError } from '../safety/monitor/snapshot-refused.error.js';
import { SafetyService } from '../safety/safety.service.js';
import { KitchenEvents, type Unsubscribe } from '../shared/kitchen-events.js';
import { milliseconds } from '../shared/units.js';
import type { Cook } from './cook.js';
import type { KeptMonitor } from './cook-record.js';
import { planOf } from './judged-plan.js';
import type { Now } from './live-safety.js';
import { isSameSetpoint } from './matching.js';

/** How long a cook that ended is remembered, in ms: longer than food may lie in cooling water. */
const REMEMBERED_MS = 4 * 3600 * 1000;
/** A cook whose timer had run longer than this when it was first seen, in seconds, was joined late. */
const LATE = 60;

/** A cook and what is known of the food in it. */
export interface WatchedCook {
  readonly cook: Cook;
  /** What the food was judged as when it went in. */
  readonly plan: CookPlan;
  /** Undefined where heat has nothing to make safe. */
  readonly monitor: FoodMonitor | undefined;
  /** Seconds of the timer that nobody saw, because this server was not there yet. */
  readonly missed: number;
}

interface EndedCook extends WatchedCook {
  readonly endedAt: number;
  /** Whether somebody had it stopped, and so has the food in mind. */
  readonly stopped: boolean;
}

/** Follows the food of every cook through the water as its cooker reports it. It corrects nothing. */
@Injectable()
export class CookMonitors implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('CookMonitors');
  private readonly watched = new Map<string, WatchedCook>();
  private readonly ended = new Map<string, EndedCook>();
  private readonly leave: Unsubscribe[] = [];

  constructor(
    private readonly events: KitchenEvents,
    private readonly safety: SafetyService,
  ) {}

  onModuleInit(): void {
    this.leave.push(
      this.events.on('cook.seen', (cook, cooker) => this.see(cook, cooker)),
      this.events.on('cook.ended', (cook, cooker, stoppedBy) => this.end(cook, cooker, stoppedBy)),
      this.events.on('cooker.reading', (cooker) => this.followEnded(cooker)),
    );
  }

  onModuleDestroy(): void {
    for (const leave of this.leave) leave();
  }

  /** The cook as it is followed since the food went in, also after its end; undefined until then. */
  of(cook: Cook): WatchedCook | undefined {
    const found = this.watched.get(cook.cookerId) ?? this.ended.get(cook.cookerId);
    return found?.cook === cook ? found : undefined;
  }

  /** A cook that ended by itself and whose food is not pasteurised; undefined once another one is on. */
  leftBehindOn(cookerId: string): WatchedCook | undefined {
    const ended = this.ended.get(cookerId);
    return ended?.stopped === false && ended.monitor?.report()?.pasteurized === false ? ended : undefined;
  }

  /**
   * Goes on with the food of a cook that the server before a restart has followed. Where that cannot be, it is
   * followed from the next reading on, like a cook that was joined late.
   */
  resume(cook: Cook, kept: KeptMonitor, now: Now): void {
    const { plan, snapshot, missed } = kept;
    const lastAt = milliseconds(now.monotonic - Math.max(0, now.wall.getTime() - kept.at));
    try {
      const monitor = this.safety.follow(plan, snapshot === null ? undefined : { snapshot, lastAt });
      this.watched.set(cook.cookerId, { cook, plan, monitor, missed });
    } catch (error) {
      if (!(error instanceof SafetyUnavailableError || error instanceof SnapshotRefusedError)) throw error;
      this.logger.warn(`The food of cook ${cook.id} is followed anew: ${error.message}`);
    }
  }

  private see(cook: Cook, cooker: CookerState): void {
    this.ended.delete(cooker.id);
    const known = this.watched.get(cooker.id);
    const watched = known?.cook === cook ? known : this.begin(cook, cooker);
    if (watched !== undefined) follow(watched, cooker);
  }

  /** The food is taken to go in when the timer starts, with the water at its temperature: that is the safe side. */
  private begin(cook: Cook, { id, latest, progress }: CookerState): WatchedCook | undefined {
    this.watched.delete(id);
    const { reading } = latest!;
    if (!isFoodIn(cook, reading)) return undefined;
    const plan = planOf(cook, reading);
    if (plan === undefined) return undefined;
    const elapsed = reading.timer.elapsed ?? progress?.elapsed ?? 0;
    const watched = { cook, plan, monitor: this.monitorFor(plan), missed: elapsed > LATE ? elapsed : 0 };
    this.watched.set(id, watched);
    return watched;
  }

  private monitorFor(plan: CookPlan): FoodMonitor | undefined {
    try {
      return this.safety.follow(plan);
    } catch (error) {
      if (!(error instanceof SafetyUnavailableError)) throw error;
      this.logger.warn('A cook is on whose food cannot be followed: the safety engine cannot judge');
      return undefined;
    }
  }

  private end(cook: Cook, cooker: CookerState, stoppedBy: string | undefined): void {
    const watched = this.watched.get(cooker.id);
    this.watched.delete(cooker.id);
    if (watched?.cook !== cook) return;
    follow(watched, cooker);
    this.ended.set(cooker.id, {
      ...watched,
      endedAt: cooker.latest!.receivedAt,
      stopped: stoppedBy !== undefined,
    });
  }

  private followEnded(cooker: CookerState): void {
    const ended = this.ended.get(cooker.id);
    if (ended === undefined) return;
    if (cooker.latest!.receivedAt - ended.endedAt > REMEMBERED_MS) this.ended.delete(cooker.id);
    else follow(ended, cooker);
  }
}

function follow({ plan, monitor }: WatchedCook, { latest }: CookerState): void {
  const { water, target } = latest!.reading;
  if (water === undefined || target === undefined) return;
  // A setpoint comes back rounded, and a hair below a floor is not below it.
  const setpoint = isSameSetpoint(target, plan.target) ? plan.target : target;
  monitor?.follow({ at: latest!.seenAt, water, target: setpoint });
}

/** A cook of ours has a timer; one of others may just hold. */
function isFoodIn({ approved }: Cook, { mode, timer }: CookerReading): boolean {
  if (timer.mode === 'running' || timer.mode === 'paused' || timer.mode === 'completed') return true;
  return approved === undefined && mode === 'holding';
}
