import { Injectable, Optional } from '@nestjs/common';
import type { CookerState } from '../../device/cooker-state.js';
import { continuationOf, type Continuation } from '../../safety/continued-food.js';
import type { CookPlan } from '../../safety/cook-plan.js';
import type { EarlierCook, FoodHistory } from '../../safety/food-history.js';
import type { MonitorReport } from '../../safety/monitor/food-monitor.js';
import { GROWTH_LIMIT } from '../../safety/monitor/growth.js';
import { SafetyUnavailableError } from '../../safety/safety.errors.js';
import { SafetyService } from '../../safety/safety.service.js';
import { nameInSentence } from '../../shared/printable.js';
import { minutes, type Milliseconds } from '../../shared/units.js';
import { earlierCook } from '../monitoring/broken-off-cook.js';
import type { Cook } from '../tracking/cook.js';
import { CookMonitors } from '../monitoring/cook-monitors.js';
import type { WatchedCook } from '../monitoring/watched-cook.js';
import {
  coreOf,
  countedOnly,
  frozen,
  inOneGo,
  isSetting,
  CORRECTED,
  MODELLED,
  unfinished,
  unfollowed,
  unfollowedStopped,
  type AssessedCook,
  type SettingVerdict,
} from './current-safety.js';
import { FoodHistories } from '../monitoring/food-histories.js';
import { FoodProbes, type ProbesInFood } from '../monitoring/food-probes.js';
import { effectivePlan } from '../tracking/cook-identity.js';
import {
  discardSentence,
  unfinishedCookWarning,
  liveWarnings,
  notYetSentence,
  type LiveWarnings,
  type Now,
} from './live-safety.js';
import { historyNote, type HistoryNote } from './history-note.js';
import { unmeasuredAtEnd, unmeasuredMinutes, unmeasuredWarning } from './unmeasured.js';

export type { AssessedCook } from './current-safety.js';

/** Violations of a time that is too short. Once the core itself is followed, its report replaces them. */
const SETTLED_BY_THE_CORE: ReadonlySet<string> = new Set([
  'TIME_BELOW_PASTEURIZATION',
  'NON_INTACT_NEEDS_PASTEURIZATION',
  'VULNERABLE_CONSUMER',
  'THICKNESS_REQUIRED',
]);

/** Assesses the cook that is on, including foreign and changed ones. It only warns and never commands the cooker. */
@Injectable()
export class CookAssessor {
  // A setting is reviewed once for each cook, not with every request for the status.
  private readonly assessed = new Map<string, SettingVerdict>();
  // Without a history and while readings arrive, all that is known of food that is not followed is its setting.
  private readonly bySetting = new WeakMap<SettingVerdict, AssessedCook>();

  constructor(
    private readonly safety: SafetyService,
    private readonly monitors: CookMonitors,
    private readonly histories: FoodHistories,
    @Optional() private readonly probes: FoodProbes = new FoodProbes(),
  ) {}

  assess(cook: Cook, cooker: CookerState, now: Now): AssessedCook {
    const setting = this.settingOf(cook, cooker);
    const watched = this.monitors.of(cook);
    const probes = this.probes.get(cook.id);
    const report = correctedReport(watched, probes);
    if (watched === undefined || report === undefined)
      return this.assessUnfollowed(setting, cook, cooker, now);
    const needed = setting.outcome !== 'unpasteurized_allowed';
    const live = withProbes(liveWarnings({ watched, report, cooker, now, needed }), probes);
    const inTime = report.pasteurized || (needed && !live.tooEarly);
    const violations = setting.violations.filter(({ code }) => !(inTime && SETTLED_BY_THE_CORE.has(code)));
    const against = violations.map(({ message }) => message);
    return {
      safety: {
        basis: probes === undefined ? MODELLED : CORRECTED,
        allowed: violations.length === 0 && !report.spoilt,
        warnings: [...live.all, ...against, ...setting.warnings],
        ...coreOf(report, now),
        ...(probes !== undefined && { measured: probes.measured }),
      },
      headline: liveHeadline(live, report, against),
      leads: report.spoilt,
      unmeasured: unmeasuredMinutes(report.asOf, now.monotonic),
      tooEarly: live.timerWarning,
    };
  }

  private assessUnfollowed(setting: SettingVerdict, cook: Cook, cooker: CookerState, now: Now): AssessedCook {
    const at = measuredAt(cook, cooker);
    const history = this.historyOf(cook, cooker, now);
    const unmeasured = unmeasuredMinutes(at, now.monotonic);
    const isKnown = history === undefined && unmeasured === undefined;
    const known = isKnown ? this.bySetting.get(setting) : undefined;
    if (known !== undefined) return known;
    const warning = unmeasuredWarning(at, now.monotonic);
    const assessed = { ...unfollowed(setting, warning, history), unmeasured, tooEarly: null };
    if (isKnown) this.bySetting.set(setting, frozen(assessed));
    return assessed;
  }

  /**
   * The history that the next food on a cooker would continue; the present cook may have spoilt its food.
   * @param cookerId undefined while the cooker is not chosen
   */
  historyOn(cookerId: string | undefined, now: Now): FoodHistory {
    const history = this.histories.of(cookerId);
    const here = cookerId === undefined ? undefined : this.monitors.spoiltOn(cookerId, now.monotonic);
    return here === undefined ? history : { ...history, here };
  }

  /** The assessment of food whose cook ended by itself before it was safe. */
  assessUnfinishedCook(cookerId: string, now: Now): AssessedCook | undefined {
    const broken = this.histories.on(cookerId);
    const left = broken ?? this.monitors.unfinishedCookOn(cookerId);
    if (left === undefined) return undefined;
    const earlier = broken && earlierCook(broken, now.monotonic);
    const history = earlier && historyNote(earlier, this.continuation(left.plan, earlier));
    const report = left.monitor?.report();
    if (report === undefined) return history && countedOnly(history);
    const { inDangerZone, mustBeDiscarded } = earlier ?? ofReport(report);
    if (broken === undefined && !mustBeDiscarded && this.isServedUnpasteurized(left)) return undefined;
    const current = { ...report, inDangerZone, spoilt: mustBeDiscarded };
    const discard = discardOf(current, history);
    const mayGoOn = () => this.mayStart(left.plan, earlier);
    const warning = discard ?? unfinishedCookWarning(left, current, history?.sentence, mayGoOn());
    return {
      safety: unfinished(current, now, [warning]),
      headline: warning,
      leads: discard !== undefined,
    };
  }

  /**
   * The assessment of a stopped cook, without a forecast. When its food must be thrown away, or needed pasteurisation and
   * did not get it, the headline says so.
   */
  assessStopped(cook: Cook, before: CookerState, now: Now): AssessedCook {
    const { safety, unmeasured } = this.assess(cook, before, now);
    return { ...this.stoppedSafety(cook, before, now, safety), unmeasured };
  }

  private stoppedSafety(
    cook: Cook,
    before: CookerState,
    now: Now,
    safety: AssessedCook['safety'],
  ): AssessedCook {
    const setting = this.settingOf(cook, before);
    const watched = this.monitors.of(cook);
    const report = correctedReport(watched, this.probes.get(cook.id));
    if (watched === undefined || report === undefined) {
      const unmeasured = unmeasuredAtEnd(measuredAt(cook, before), now.monotonic);
      const history = this.historyOf(cook, before, now);
      return unfollowedStopped(setting, unmeasured, history, hadToBePasteurised(cook, setting));
    }
    const live = liveWarnings({ watched, report, cooker: before, now, needed: false, over: true });
    const { all, first } = live;
    if (report.spoilt) return { safety: unfinished(report, now, [...all]), headline: all[0], leads: true };
    if (report.pasteurized)
      return { safety, headline: inOneGo(safety.pasteurized ? [PASTEURISED, ...first] : first) };
    if (setting.outcome === 'unpasteurized_allowed')
      return { safety: { ...safety, pasteurizedAt: null }, headline: inOneGo(first) };
    const missing = notYetSentence(report, report.missing);
    return { safety: unfinished(report, now, [...all, missing]), headline: inOneGo([...first, missing]) };
  }

  /** Why the food on a cooker must be thrown away; undefined when it need not be. */
  discardOn(cookerId: string, now: Now): string | undefined {
    const spoilt = this.monitors.spoiltOn(cookerId, now.monotonic);
    if (spoilt !== undefined) return discardSentence(spoilt.inDangerZone);
    const left = this.assessUnfinishedCook(cookerId, now);
    return left?.leads === true ? left.headline : undefined;
  }

  /** The effect of an earlier cook on one whose own food is not followed or not measured yet. */
  private historyOf(cook: Cook, { latest }: CookerState, now: Now): HistoryNote | undefined {
    const earlier = this.histories.before(cook.cookerId) ?? this.monitors.carriedBy(cook, now.monotonic);
    if (earlier === undefined) return undefined;
    const plan = latest && effectivePlan(cook, latest.reading);
    return historyNote(earlier, this.continuation(plan, earlier));
  }

  private continuation(plan: CookPlan | undefined, earlier: EarlierCook): Continuation {
    const unplanned = continuationOf(earlier, { expected: minutes(0), limit: GROWTH_LIMIT });
    if (plan === undefined) return unplanned;
    try {
      return this.safety.continuation(plan, earlier);
    } catch (error) {
      if (!(error instanceof SafetyUnavailableError)) throw error;
      return unplanned;
    }
  }

  /** Whether a plan would be accepted for the food that an earlier cook left. */
  private mayStart(plan: CookPlan, here: EarlierCook | undefined): boolean {
    try {
      return this.safety.review(plan, { here, elsewhere: [] }).allowed;
    } catch (error) {
      if (!(error instanceof SafetyUnavailableError)) throw error;
      return false;
    }
  }

  private isServedUnpasteurized({ plan }: Pick<WatchedCook, 'plan'>): boolean {
    return this.review(plan).outcome === 'unpasteurized_allowed';
  }

  private settingOf(cook: Cook, { latest }: CookerState): SettingVerdict {
    const reading = latest?.reading;
    const plan = reading && effectivePlan(cook, reading);
    const known = this.assessed.get(cook.cookerId);
    if (known !== undefined && isSetting(known, cook, plan)) return known;
    const setting = { cook, target: plan?.target, hold: plan?.hold, endless: plan?.endless };
    const assessed = { ...setting, ...this.review(plan) };
    this.assessed.set(cook.cookerId, assessed);
    return assessed;
  }

  private review(plan: CookPlan | undefined) {
    if (plan === undefined)
      return { ...UNKNOWN, warnings: ['This cook cannot be judged, because its temperature is not known.'] };
    try {
      const { outcome, violations, warnings } = this.safety.review(plan);
      return { basis: basisOf(plan), outcome, violations, warnings };
    } catch (error) {
      if (!(error instanceof SafetyUnavailableError)) throw error;
      return { ...UNKNOWN, warnings: [error.message] };
    }
  }
}

/** What the model says of a food, as the probes in it correct it. */
function correctedReport(watched: WatchedCook | undefined, probes: ProbesInFood | undefined) {
  const report = watched?.monitor?.report();
  return report === undefined || probes === undefined ? report : probes.correct(report);
}

function withProbes(live: LiveWarnings, probes: ProbesInFood | undefined): LiveWarnings {
  if (probes === undefined) return live;
  const { first, others } = probes.warnings;
  return {
    ...live,
    first: [...live.first, ...first],
    others: [...others, ...live.others],
    all: [...live.first, ...first, ...others, ...live.others],
  };
}

const PASTEURISED = 'The food is pasteurised.';

const UNKNOWN = { basis: 'nothing: the setpoint is not known', outcome: undefined, violations: [] } as const;

const basisOf = ({ food }: CookPlan): string =>
  food === undefined ? 'the setpoint, for food without a name' : `the setpoint, for ${nameInSentence(food)}`;

const ofReport = ({ inDangerZone, spoilt }: MonitorReport) => ({ inDangerZone, mustBeDiscarded: spoilt });

/** When the water of a cook was last measured, or could have been measured first. */
const measuredAt = (cook: Cook, { water }: CookerState): Milliseconds | undefined =>
  water?.seenAt ?? cook.began;

/** Food that was pasteurised in time may be eaten, but not heated again. */
function discardOf(report: MonitorReport, history: HistoryNote | undefined): string | undefined {
  if (report.spoilt) return discardSentence(report.inDangerZone);
  return history?.discard === true && !report.pasteurized ? history.sentence : undefined;
}

/** The most important sentence about food that is cooking, after that about its history. */
function liveHeadline(
  { first, others }: LiveWarnings,
  { spoilt, pasteurized }: MonitorReport,
  against: readonly string[],
): string | undefined {
  if (spoilt) return first[0];
  if (pasteurized) return first[0] ?? PASTEURISED;
  return inOneGo([...first, ...[...others, ...against].slice(0, 1)]);
}

/** Whether the food of a cook must not be eaten unpasteurised. */
function hadToBePasteurised({ approved }: Cook, { outcome }: SettingVerdict): boolean {
  const need = approved?.verdict.outcome === NO_MATTER ? NO_MATTER : outcome;
  return need !== NO_MATTER && need !== 'unpasteurized_allowed';
}

const NO_MATTER = 'not_a_food_safety_matter';
