import { Injectable, Logger } from '@nestjs/common';
import type { Principal } from '../../auth/principal.js';
import type { CookerState } from '../../device/cooker-state.js';
import { mayUse } from '../../device/visible-cookers.js';
import { NO_HISTORY, type EarlierCook, type FoodHistory } from '../../safety/food-history.js';
import type { FoodClass } from '../../safety/foods/food-class.js';
import { SnapshotRefusedError } from '../../safety/monitor/snapshot-refused.error.js';
import { SafetyUnavailableError } from '../../safety/safety.errors.js';
import { SafetyService } from '../../safety/safety.service.js';
import { Clock } from '../../shared/clock.js';
import { milliseconds, type Milliseconds } from '../../shared/units.js';
import type { RecordedCook, UnfinishedFood } from '../record/cook-record.js';
import { earlierCook, isOver, type BrokenOffCook } from './broken-off-cook.js';
import type { WatchedCook } from './watched-cook.js';
import { unmeasuredHistory, isUnmeasuredTooLong } from './carried-history.js';
import { followWater } from './followed-water.js';

/** The histories of the foods in broken-off cooks. Any food on the same cooker counts as a continuation. */
@Injectable()
export class FoodHistories {
  private readonly logger = new Logger('FoodHistories');
  /** The latest broken-off cook of every cooker. */
  private readonly brokenOff = new Map<string, BrokenOffCook>();

  constructor(
    private readonly safety: SafetyService,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds the food of a cook that broke off.
   * @param endedAt on the monotonic clock
   */
  add(watched: WatchedCook, { id, name }: CookerState, endedAt: Milliseconds): UnfinishedFood {
    const { cook, plan, monitor, missed } = watched;
    const broken: BrokenOffCook = {
      ...{ cookId: cook.id, cookerId: id, cookerName: name, plan, monitor, missed, endedAt },
      foodClass: this.classOf(plan.food === undefined ? undefined : watched),
      minutesBefore: unmeasuredMinutes(watched, endedAt),
      observedAt: endedAt,
      spoiltBefore: false,
    };
    this.brokenOff.set(id, broken);
    this.logger.warn(`Cook ${cook.id} broke off; every food on ${id} continues its history`);
    return this.toLeft(broken);
  }

  /** Restores the food of a cook that broke off before this process started. */
  restore({ cookId, cookerId, record }: RecordedCook, left: UnfinishedFood): void {
    const observedAt = this.momentOf(left.asOf);
    const broken = {
      ...{ cookId, cookerId, cookerName: record.cookerName, plan: left.plan, missed: left.missed },
      endedAt: this.momentOf(left.endedAt),
      foodClass: left.foodClass,
      minutesBefore: left.minutes,
      observedAt,
      spoiltBefore: left.spoilt,
      monitor: this.restored(cookId, left, observedAt),
    };
    if (!isOver(broken, this.clock.monotonic())) this.brokenOff.set(cookerId, broken);
  }

  /** The broken-off cook on a cooker whose food is still open; undefined when there is none. */
  on(cookerId: string): BrokenOffCook | undefined {
    const broken = this.brokenOff.get(cookerId);
    if (broken === undefined || !isOver(broken, this.clock.monotonic())) return broken;
    this.brokenOff.delete(cookerId);
    return undefined;
  }

  /** The effect of that cook on the next food on its cooker. */
  before(cookerId: string): EarlierCook | undefined {
    const broken = this.on(cookerId);
    return broken && earlierCook(broken, this.clock.monotonic());
  }

  /** The possible history of a food. @param cookerId undefined while the cooker is not chosen */
  of(cookerId: string | undefined): FoodHistory {
    if (this.brokenOff.size === 0) return NO_HISTORY;
    const elsewhere = [...this.brokenOff.keys()].filter((id) => id !== cookerId);
    return {
      here: cookerId === undefined ? undefined : this.before(cookerId),
      elsewhere: elsewhere.map((id) => this.before(id)).filter((cook) => cook !== undefined),
    };
  }

  /** The cooks whose food is still open. */
  open(): readonly BrokenOffCook[] {
    return [...this.brokenOff.keys()].map((id) => this.on(id)).filter((broken) => broken !== undefined);
  }

  /** The food that a broken-off cook left, by its id; undefined when it is settled. */
  left(cookId: string): UnfinishedFood | undefined {
    const broken = [...this.brokenOff.values()].find((one) => one.cookId === cookId);
    return broken && this.on(broken.cookerId) && this.toLeft(broken);
  }

  /** Ends the history on a cooker: another cook continues it, or its food was thrown away. */
  close(cookerId: string): void {
    this.brokenOff.delete(cookerId);
  }

  /** Follows the water of a cooker that may still contain the food of a broken-off cook. */
  follow(cooker: CookerState): void {
    const broken = this.on(cooker.id);
    if (broken !== undefined) followWater(broken, cooker);
  }

  private toLeft(broken: BrokenOffCook): UnfinishedFood {
    const { plan, foodClass, missed, monitor, endedAt } = broken;
    const now = this.clock.monotonic();
    const { inDangerZone, mustBeDiscarded } = earlierCook(broken, now);
    const snapshot = monitor?.snapshot() ?? null;
    const asOf = snapshot === null ? now : (monitor?.lastAt ?? now);
    return {
      ...{ plan, foodClass, missed, snapshot },
      endedAt: this.wallOf(endedAt),
      asOf: this.wallOf(asOf),
      minutes: inDangerZone,
      spoilt: mustBeDiscarded,
    };
  }

  private classOf(named: WatchedCook | undefined): FoodClass {
    try {
      return named === undefined ? 'unknown' : this.safety.review(named.plan).foodClass;
    } catch (error) {
      if (!(error instanceof SafetyUnavailableError)) throw error;
      return 'unknown';
    }
  }

  /** When the snapshot cannot be used, the minutes that were counted up to then still count. */
  private restored(cookId: string, { plan, snapshot }: UnfinishedFood, lastAt: Milliseconds) {
    if (snapshot === null) return undefined;
    try {
      return this.safety.follow(plan, { snapshot, lastAt });
    } catch (error) {
      if (!(error instanceof SafetyUnavailableError || error instanceof SnapshotRefusedError)) throw error;
      this.logger.warn(`The food that cook ${cookId} left is only counted by time: ${error.message}`);
      return undefined;
    }
  }

  /** On the monotonic clock; negative for times before this process started. */
  private momentOf(wall: number): Milliseconds {
    return milliseconds(this.clock.monotonic() - Math.max(0, this.clock.now().getTime() - wall));
  }

  private wallOf(moment: Milliseconds): number {
    return Math.round(this.clock.now().getTime() - (this.clock.monotonic() - moment));
  }
}

/** The report of a food whose water was never measured. */
function unmeasuredMinutes({ cook, plan, monitor, since }: WatchedCook, endedAt: Milliseconds): number {
  const wasNeverMeasured = monitor !== undefined && monitor.lastAt === undefined;
  if (!wasNeverMeasured || since === undefined || !isUnmeasuredTooLong(since, endedAt)) return 0;
  return unmeasuredHistory({ cook, plan, since }, monitor, endedAt).inDangerZone;
}

/** What a cooker is called in a warning for somebody who may not see it. */
const HIDDEN = 'another cooker';

/** A food history for one principal: spoilt food on a cooker that it may not see stays a warning, without the cooker's name. */
export function visibleHistory(principal: Pick<Principal, 'devices'>, history: FoodHistory): FoodHistory {
  const shown = (cook: EarlierCook): EarlierCook =>
    mayUse(principal, cook.cookerId) ? cook : { ...cook, cookerName: HIDDEN };
  return principal.devices === undefined ? history : { ...history, elsewhere: history.elsewhere.map(shown) };
}
