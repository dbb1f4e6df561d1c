import { Injectable } from '@nestjs/common';
import { CookerGateway } from '../../device/cooker-gateway.js';
import type { CookerState } from '../../device/cooker-state.js';
import { remainingSeconds } from '../../device/freshness.js';
import type { CookPlan } from '../../safety/cook-plan.js';
import type { FoodMonitor } from '../../safety/monitor/food-monitor.js';
import { Clock } from '../../shared/clock.js';
import type { Celsius, Seconds } from '../../shared/units.js';
import { CookMonitors } from '../monitoring/cook-monitors.js';
import type { Cook } from '../tracking/cook.js';
import { CookTracker } from '../tracking/cook-tracker.js';
import { CookAssessor, type AssessedCook } from './cook-assessor.js';
import type { FoodSafety } from './food-safety.js';
import { wallOf } from './live-safety.js';

/** The food of a cook that is on: where it stands, and from what it can be predicted. Times are of the wall clock. */
export interface FoodOutlook {
  readonly safety: FoodSafety;
  /** The food as it is followed; undefined until it is in the water, and where it is not followed. */
  readonly followed: { readonly plan: CookPlan; readonly monitor: FoodMonitor | undefined } | undefined;
  /** The setpoint; undefined while it is unknown. */
  readonly target: Celsius | undefined;
  /** The last reading; undefined before the first. */
  readonly seenAt: Date | undefined;
  /** What is left on the timer; undefined without one, and before it runs. */
  readonly remaining: Seconds | undefined;
  /** Whether the water has gone unmeasured for so long that nothing can be predicted. */
  readonly unmeasured: boolean;
  readonly now: Date;
}

/** The food on a cooker, with or without a cook that is on. */
export interface FoodOnCooker {
  readonly cook: Cook | undefined;
  /** Of the cook that is on; undefined without one. */
  readonly assessed: AssessedCook | undefined;
  /** Why the food must be thrown away; undefined when it need not be. */
  readonly discard: string | undefined;
}

/** Finds the outlook of the food of each cook that is on. It is worked out when it is asked for. */
@Injectable()
export class FoodOutlooks {
  constructor(
    private readonly gateway: CookerGateway,
    private readonly cooks: CookTracker,
    private readonly monitors: CookMonitors,
    private readonly assessor: CookAssessor,
    private readonly clock: Clock,
  ) {}

  /** The food on a cooker, also while nothing has come from that cooker yet. */
  on(cooker: CookerState): FoodOnCooker {
    const now = { monotonic: this.clock.monotonic(), wall: this.clock.now() };
    const cook = this.cooks.on(cooker.id);
    return {
      cook,
      assessed: cook && this.assessor.assess(cook, cooker, now),
      discard: this.assessor.discardOn(cooker.id, now),
    };
  }

  /** The outlook of a cook; undefined when it is not on. */
  of(cookId: string, cookerId: string): FoodOutlook | undefined {
    const cook = this.cooks.on(cookerId);
    const cooker = this.gateway.account.cookers.get(cookerId);
    if (cook?.id !== cookId || cooker?.latest === undefined) return undefined;
    const now = { monotonic: this.clock.monotonic(), wall: this.clock.now() };
    const { safety, unmeasured } = this.assessor.assess(cook, cooker, now);
    const { reading, seenAt } = cooker.latest;
    return {
      safety,
      followed: this.monitors.of(cook),
      target: reading.target,
      seenAt: wallOf(seenAt, now),
      remaining: remainingSeconds(cooker, now.monotonic),
      unmeasured: unmeasured !== undefined,
      now: now.wall,
    };
  }
}
