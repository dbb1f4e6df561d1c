import { Injectable, Logger, Optional } from '@nestjs/common';
import type { CookerReading, CookerState } from '../../device/cooker-state.js';
import type { CookPlan } from '../../safety/cook-plan.js';
import type { EarlierCook } from '../../safety/food-history.js';
import type { FoodMonitor } from '../../safety/monitor/food-monitor.js';
import { SafetyUnavailableError } from '../../safety/safety.errors.js';
import { SnapshotRefusedError } from '../../safety/monitor/snapshot-refused.error.js';
import { SafetyService } from '../../safety/safety.service.js';
import { milliseconds, type Milliseconds } from '../../shared/units.js';
import type { Cook, CookFollower } from '../tracking/cook.js';
import type { SavedMonitor, UnfinishedFood } from '../record/cook-record.js';
import { effectivePlan } from '../tracking/cook-identity.js';
import type { Now } from '../status/live-safety.js';
import { hasBrokenOff, isObserved, isSameRunOfTimer, isTimerOver, type EndOfCook } from './end-of-cook.js';
import { followWater } from './followed-water.js';
import type { WatchedCook } from './watched-cook.js';
import { unseenTime } from '../../shared/clock.js';
import {
  carriedBy,
  unmeasuredHistory,
  lostHistory,
  historyOf,
  isUnmeasuredTooLong,
} from './carried-history.js';
import { FoodHistories } from './food-histories.js';
import { FoodProbes } from './food-probes.js';

/** How long an ended cook is remembered, in ms: longer than food may lie in cooling water. */
const REMEMBERED_MS = 4 * 3600 * 1000;
/** A cook whose timer had run longer than this when it was first seen, in seconds, counts as joined late. */
const LATE = 60;

/** A cook that is followed, and what its cooker showed last. */
interface FollowedCook extends WatchedCook {
  /** Undefined until this process has seen the cook. */
  shown: CookerState | undefined;
  /** When it was seen last, on the monotonic clock. */
  seenAt: Milliseconds;
  timerOver: boolean;
  /** When it was seen first, on the monotonic clock. */
  readonly since: Milliseconds;
  /** What an earlier process saved of it, until this one sees it for the first time. */
  readonly saved?: SavedMonitor | undefined;
  /** When its monitor was lost with an earlier process: the history that the new monitor starts from. */
  readonly lost?: EarlierCook;
}

interface EndedCook extends FollowedCook {
  readonly endedAt: number;
  /** Whether it was stopped through this server, so that the user knows about the food. */
  readonly stopped: boolean;
  /** The food that it left when it broke off; null when it did not break off. */
  readonly left: UnfinishedFood | null;
}

/** Models the food of every cook from the water readings of its cooker. It never changes a cook. */
@Injectable()
export class CookMonitors implements CookFollower {
  private readonly logger = new Logger('CookMonitors');
  private readonly watched = new Map<string, FollowedCook>();
  private readonly ended = new Map<string, EndedCook>();
  /** Cooks that were replaced by another cook. */
  private readonly replaced = new Map<string, EndedCook>();

  constructor(
    private readonly safety: SafetyService,
    private readonly histories: FoodHistories,
    @Optional() private readonly probes: FoodProbes = new FoodProbes(),
  ) {}

  /** The cook as it is followed since the food went in, also after its end; undefined before. */
  of(cook: Cook): WatchedCook | undefined {
    return this.knownOf(cook.cookerId).find((one) => one.cook === cook);
  }

  /** The food that an ended cook left: null when it did not break off; undefined when its food was not followed. */
  unfinishedFoodOf(cook: Cook): UnfinishedFood | null | undefined {
    const { cookerId } = cook;
    const ended = [this.ended.get(cookerId), this.replaced.get(cookerId)].find((one) => one?.cook === cook);
    return ended?.monitor && ended.left;
  }

  /** A cook that ended by itself with unsafe food; undefined once another cook is on. */
  unfinishedCookOn(cookerId: string): WatchedCook | undefined {
    const ended = this.ended.get(cookerId);
    const report = ended?.monitor?.report();
    const isSafe = report === undefined || (report.pasteurized && !report.spoilt);
    return ended?.stopped === false && !isSafe ? ended : undefined;
  }

  /** The present cook when its food must be thrown away already; undefined otherwise. */
  spoiltOn(cookerId: string, now: Milliseconds): EarlierCook | undefined {
    const watched = this.watched.get(cookerId);
    const report = watched?.monitor?.report();
    if (watched === undefined) return undefined;
    const history = report ? historyOf(watched, report.inDangerZone, report.spoilt) : carriedBy(watched, now);
    if (history?.mustBeDiscarded !== true) return undefined;
    return { ...history, cookerName: watched.shown?.name ?? '', isOn: true };
  }

  /** The history that the food of a cook brought from an earlier cook, until its water is measured. */
  carriedBy(cook: Cook, now: Milliseconds): EarlierCook | undefined {
    const watched = this.of(cook);
    return watched && carriedBy(watched, now);
  }

  /** Forgets food that was thrown away. */
  forget(cookerId: string): void {
    this.ended.delete(cookerId);
  }

  /**
   * Continues with the food of a cook from before a restart. When that is not possible, the food is followed from the
   * next reading on, like that of a cook that was joined late.
   */
  resume(cook: Cook, saved: SavedMonitor, now: Now): void {
    const { plan, snapshot, missed } = saved;
    const lastAt = milliseconds(now.monotonic - Math.max(0, now.wall.getTime() - saved.at));
    const followed = {
      cook,
      plan,
      missed,
      shown: undefined,
      seenAt: lastAt,
      since: lastAt,
      timerOver: false,
      saved,
    };
    try {
      const monitor = this.safety.follow(plan, snapshot === null ? undefined : { snapshot, lastAt });
      this.watched.set(cook.cookerId, { ...followed, monitor });
    } catch (error) {
      if (!(error instanceof SafetyUnavailableError || error instanceof SnapshotRefusedError)) throw error;
      this.logger.warn(`The monitor of cook ${cook.id} starts again: ${error.message}`);
      const lost = lostHistory({ cook, plan }, now);
      this.watched.set(cook.cookerId, { ...followed, monitor: this.monitorFor(plan, lost), lost });
    }
  }

  private knownOf(cookerId: string): readonly WatchedCook[] {
    const known = [this.watched.get(cookerId), this.ended.get(cookerId), this.replaced.get(cookerId)];
    return known.filter((one) => one !== undefined);
  }

  see(cook: Cook, cooker: CookerState): void {
    this.reopen(cook);
    this.countUnseen(cook, cooker);
    const known = this.watched.get(cooker.id);
    if (known !== undefined && known.cook !== cook) this.replace(known, cooker);
    if (this.ended.get(cooker.id)?.cook !== cook) this.ended.delete(cooker.id);
    if (known?.cook === cook) this.noteUnmeasuredBeginning(known, cooker);
    const goesOn = known?.cook === cook && this.watched.get(cooker.id)?.lost === undefined;
    const watched = goesOn ? known : this.begin(cook, cooker);
    if (watched !== undefined) this.update(watched, cooker);
  }

  /** After a power cut the clock may be behind; then the time of the cloud shows how long the food was not observed. */
  private countUnseen(cook: Cook, { id, latest }: CookerState): void {
    const known = this.watched.get(id);
    if (known?.saved === undefined || known.cook !== cook) return;
    const { saved, seenAt: last } = known;
    const { reading, seenAt } = latest!;
    const seen = { own: seenAt, cloud: reading.updatedAt?.getTime() };
    const unseen = unseenTime({ own: last, cloud: saved.cloudAt }, seen);
    const isLonger = unseen > seenAt - last;
    if (isLonger) this.resume(cook, saved, { monotonic: seenAt, wall: new Date(saved.at + unseen) });
    const resumed = this.watched.get(id);
    if (resumed !== undefined) this.watched.set(id, { ...resumed, saved: undefined });
  }

  /** When the water was never measured since the food went in, all that time counts as unheated. */
  private noteUnmeasuredBeginning(known: FollowedCook, { id, latest }: CookerState): void {
    const { reading, seenAt } = latest!;
    const { monitor, since } = known;
    if (monitor === undefined || monitor.lastAt !== undefined || reading.water === undefined) return;
    if (!isUnmeasuredTooLong(since, seenAt)) return;
    this.watched.set(id, { ...known, lost: unmeasuredHistory(known, monitor, seenAt) });
  }

  /** Continues with the food of a cook that seemed to be over; it was followed all the time. */
  private reopen(cook: Cook): void {
    const { cookerId } = cook;
    const ended = this.ended.get(cookerId);
    if (ended?.cook !== cook || this.watched.has(cookerId)) return;
    this.ended.delete(cookerId);
    if (ended.left !== null) this.histories.close(cookerId);
    const { cook: same, plan, monitor, missed, shown, seenAt, since, timerOver } = ended;
    this.watched.set(cookerId, { cook: same, plan, monitor, missed, shown, seenAt, since, timerOver });
  }

  /** Credits no heat when an unobserved time or another setting may have interrupted the cook. */
  measure(cooker: CookerState): void {
    const watched = this.watched.get(cooker.id);
    if (watched === undefined) return;
    const { seenAt } = cooker.latest!;
    followWater(watched, cooker, isObserved(seenAt - watched.seenAt));
    watched.seenAt = seenAt;
  }

  private update(watched: FollowedCook, cooker: CookerState): void {
    const { reading, seenAt } = cooker.latest!;
    const before = watched.shown?.latest?.reading;
    const gap = seenAt - watched.seenAt;
    const goesOn = isObserved(gap) || before === undefined || isSameRunOfTimer(before, reading);
    followWater(watched, cooker, goesOn);
    this.probes.get(watched.cook.id)?.follow(watched);
    watched.shown = cooker;
    watched.seenAt = seenAt;
    watched.timerOver ||= isTimerOver(cooker, seenAt);
  }

  private replace(known: FollowedCook, cooker: CookerState): void {
    this.watched.delete(cooker.id);
    const gap = cooker.latest!.seenAt - known.seenAt;
    followWater(known, cooker, isObserved(gap));
    this.replaced.set(cooker.id, this.over(known, cooker, { replaced: true, stopped: false, gap }));
  }

  /** The food is assumed to go in when the timer starts, with the water at its temperature: that is the safe side. */
  private begin(cook: Cook, { id, latest, progress }: CookerState): FollowedCook | undefined {
    const { reading, seenAt } = latest!;
    if (!isFoodIn(cook, reading)) return undefined;
    const plan = effectivePlan(cook, reading);
    if (plan === undefined) return undefined;
    const elapsed = reading.timer.elapsed ?? progress?.elapsed ?? 0;
    const monitor = this.monitorFor(plan, this.watched.get(id)?.lost ?? this.histories.before(id));
    // From here on, the monitor of this cook carries the history.
    if (monitor !== undefined) this.histories.close(id);
    const missed = elapsed > LATE ? elapsed : 0;
    const watched = {
      cook,
      plan,
      monitor,
      missed,
      shown: undefined,
      seenAt,
      since: seenAt,
      timerOver: false,
    };
    this.watched.set(id, watched);
    return watched;
  }

  private monitorFor(plan: CookPlan, earlier: EarlierCook | undefined): FoodMonitor | undefined {
    try {
      return this.safety.follow(plan, undefined, earlier);
    } catch (error) {
      if (!(error instanceof SafetyUnavailableError)) throw error;
      this.logger.warn('The food of a cook cannot be monitored: the safety engine is not available');
      return undefined;
    }
  }

  end(cook: Cook, cooker: CookerState, stoppedBy: string | undefined): void {
    const watched = this.watched.get(cooker.id);
    this.watched.delete(cooker.id);
    if (watched?.cook !== cook) return;
    followWater(watched, cooker);
    const [stopped, gap] = [stoppedBy !== undefined, cooker.latest!.seenAt - watched.seenAt];
    this.ended.set(cooker.id, this.over(watched, cooker, { replaced: false, stopped, gap }));
  }

  private over(
    watched: FollowedCook,
    cooker: CookerState,
    end: Pick<EndOfCook, 'replaced' | 'stopped' | 'gap'>,
  ): EndedCook {
    const { seenAt, receivedAt } = cooker.latest!;
    const { monitor, timerOver } = watched;
    const brokenOff = hasBrokenOff({ ...end, monitor, timerOver });
    const left = brokenOff ? this.histories.add(watched, cooker, seenAt) : null;
    return { ...watched, endedAt: receivedAt, stopped: end.stopped, left };
  }

  /** Follows the water after a cook has ended: its food may still be in there. */
  followEnded(cooker: CookerState): void {
    const ended = this.ended.get(cooker.id);
    if (ended === undefined) return;
    if (cooker.latest!.receivedAt - ended.endedAt > REMEMBERED_MS) this.ended.delete(cooker.id);
    else followWater(ended, cooker);
  }
}

/** Our own cooks have a timer; a foreign cook may hold without one. */
function isFoodIn({ approved }: Cook, { mode, timer }: CookerReading): boolean {
  if (timer.mode === 'running' || timer.mode === 'paused' || timer.mode === 'completed') return true;
  return approved === undefined && mode === 'holding';
}
