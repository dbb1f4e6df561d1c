import { Injectable } from '@nestjs/common';
import type { CookerState } from '../device/cooker-state.js';
import type { CookPlan } from '../safety/cook-plan.js';
import type { EarlierCook, FoodHistory } from '../safety/food-history.js';
import type { MonitorReport } from '../safety/monitor/food-monitor.js';
import { SafetyUnavailableError } from '../safety/safety.errors.js';
import { SafetyService } from '../safety/safety.service.js';
import type { Finding, Outcome } from '../safety/verdict.js';
import { nameInSentence } from '../shared/printable.js';
import type { Celsius, Milliseconds, Minutes } from '../shared/units.js';
import type { Cook } from './cook.js';
import { CookMonitors, type WatchedCook } from './cook-monitors.js';
import { toReductionDto } from './dto/verdict.dto.js';
import type { CurrentSafetyDto } from './dto/status.dto.js';
import { instant } from './instant.js';
import { planOf } from './judged-plan.js';
import { earlierCook } from './broken-off-cook.js';
import { FoodHistories } from './food-histories.js';
import {
  discardSentence,
  graveWarnings,
  leftBehindWarning,
  liveWarnings,
  notYetSentence,
  pasteurizedUpTo,
  wallOf,
} from './live-safety.js';
import type { Now } from './live-safety.js';
import { isLongUnobserved, isUnmeasured, unmeasuredWarning } from './unmeasured.js';

/** What is said of a cook for machines, and its most important sentence for people. */
export interface JudgedCook {
  readonly safety: CurrentSafetyDto;
  readonly headline: string | undefined;
  /** Whether that sentence comes before everything else: the food must be thrown away. */
  readonly leads?: boolean;
}

/** What a setting comes to, before anything is known of how it goes. */
interface SettingJudgement {
  readonly cook: Cook;
  readonly target: Celsius | undefined;
  readonly hold: Minutes | undefined;
  readonly basis: string;
  readonly outcome: Outcome | undefined;
  readonly violations: readonly Finding[];
  readonly warnings: readonly string[];
}

/** What a time too short is called: once the core itself is followed, that says more than the plan. */
const SETTLED_BY_THE_CORE: ReadonlySet<string> = new Set([
  'TIME_BELOW_PASTEURIZATION',
  'NON_INTACT_NEEDS_PASTEURIZATION',
  'VULNERABLE_CONSUMER',
  'THICKNESS_REQUIRED',
]);

/** Judges the cook that is on, also one that others began or changed: it may warn, it never interferes. */
@Injectable()
export class CookJudge {
  // A setting is judged once for every cook that has it, not with every status call.
  private readonly judged = new Map<string, SettingJudgement>();

  constructor(
    private readonly safety: SafetyService,
    private readonly monitors: CookMonitors,
    private readonly histories: FoodHistories,
  ) {}

  judge(cook: Cook, cooker: CookerState, now: Now): JudgedCook {
    const setting = this.settingOf(cook, cooker);
    const watched = this.monitors.of(cook);
    const report = watched?.monitor?.report();
    if (watched === undefined || report === undefined)
      return unfollowed(setting, unmeasuredWarning(cooker.water?.seenAt ?? cook.began, now.monotonic));
    const needed = setting.outcome !== 'unpasteurized_allowed';
    const live = liveWarnings({ watched, report, cooker, now, needed });
    const inTime = report.pasteurized || (needed && !live.tooEarly);
    const violations = setting.violations.filter(({ code }) => !(inTime && SETTLED_BY_THE_CORE.has(code)));
    const warnings = [...live.all, ...violations.map(({ message }) => message), ...setting.warnings];
    return {
      safety: {
        ...coreOf(report, now),
        basis: MODELLED,
        allowed: violations.length === 0 && !report.spoilt,
        warnings,
      },
      headline:
        graveWarnings(report, now)[0] ??
        (report.pasteurized ? PASTEURISED : (live.all[0] ?? violations[0]?.message)),
      leads: report.spoilt,
    };
  }

  /**
   * What the next food on a cooker would continue, for a check: the cook that is on may have made its food unsafe.
   * @param cookerId undefined while it is open which cooker it will be
   */
  historyOn(cookerId: string | undefined): FoodHistory {
    const history = this.histories.of(cookerId);
    const here = cookerId === undefined ? undefined : this.monitors.spoiltOn(cookerId);
    return here === undefined ? history : { ...history, here };
  }

  /** What is to be said of food whose cook ended by itself before it was safe. */
  judgeLeftBehind(cookerId: string, now: Now): JudgedCook | undefined {
    const broken = this.histories.on(cookerId);
    const left = broken ?? this.monitors.leftBehindOn(cookerId);
    const report = left?.monitor?.report();
    if (broken !== undefined && report === undefined) return countedOnly(earlierCook(broken, now.monotonic));
    if (left === undefined || report === undefined) return undefined;
    const { inDangerZone, mustBeDiscarded } = broken ? earlierCook(broken, now.monotonic) : ofReport(report);
    if (broken === undefined && !mustBeDiscarded && this.isServedUnpasteurized(left)) return undefined;
    const current = { ...report, inDangerZone, spoilt: mustBeDiscarded };
    const warning = leftBehindWarning(left, current);
    return { safety: unfinished(current, now, [warning]), headline: warning, leads: mustBeDiscarded };
  }

  /**
   * What is to be said of a cook that was stopped. Nothing goes on any more, so nothing is foretold: where the food
   * must be thrown away, or had to be pasteurised and is not, the headline says so.
   */
  judgeStopped(cook: Cook, before: CookerState, now: Now): JudgedCook {
    const { safety } = this.judge(cook, before, now);
    const watched = this.monitors.of(cook);
    const report = watched?.monitor?.report();
    if (watched === undefined || report === undefined) return { safety, headline: undefined };
    const { all } = liveWarnings({ watched, report, cooker: before, now, needed: false });
    if (report.spoilt) return { safety: unfinished(report, now, [...all]), headline: all[0], leads: true };
    const [gravest] = graveWarnings(report, now);
    if (report.pasteurized) return { safety, headline: gravest ?? PASTEURISED };
    if (this.settingOf(cook, before).outcome === 'unpasteurized_allowed')
      return { safety: { ...safety, pasteurized_at: null }, headline: gravest };
    const missing = notYetSentence(report, report.missing);
    return { safety: unfinished(report, now, [...all, missing]), headline: missing };
  }

  private isServedUnpasteurized({ plan }: Pick<WatchedCook, 'plan'>): boolean {
    return this.review(plan).outcome === 'unpasteurized_allowed';
  }

  private settingOf(cook: Cook, { latest }: CookerState): SettingJudgement {
    const reading = latest?.reading;
    const plan = reading && planOf(cook, reading);
    const known = this.judged.get(cook.cookerId);
    if (known?.cook === cook && known.target === plan?.target && known.hold === plan?.hold) return known;
    const judged = { cook, target: plan?.target, hold: plan?.hold, ...this.review(plan) };
    this.judged.set(cook.cookerId, judged);
    return judged;
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

const PASTEURISED = 'The food is pasteurised.';

const MODELLED = 'modelled from bath readings';

const UNKNOWN = { basis: 'nothing: the setpoint is not known', outcome: undefined, violations: [] } as const;

const basisOf = ({ food }: CookPlan): string =>
  food === undefined
    ? 'the setpoint, for a food that nobody named'
    : `the setpoint, for ${nameInSentence(food)}`;

/** As long as the food is not in the water, as far as anybody knows. */
function unfollowed(
  { basis, outcome, violations, warnings }: SettingJudgement,
  unmeasured: readonly string[],
): JudgedCook {
  const heatMatters = outcome !== 'not_a_food_safety_matter';
  const against = violations.map(({ message }) => message);
  return {
    safety: {
      ...NOTHING_FOLLOWED,
      basis,
      allowed: outcome !== undefined && outcome !== 'rejected',
      pasteurized: heatMatters ? false : null,
      pasteurized_up_to_mm: heatMatters ? 0 : null,
      warnings: [...unmeasured, ...against, ...warnings],
    },
    headline: unmeasured[0] ?? against[0],
  };
}

/** Of food that broke off and that no monitor follows any more. */
function countedOnly({ inDangerZone, mustBeDiscarded }: EarlierCook): JudgedCook {
  const warning = mustBeDiscarded
    ? discardSentence(inDangerZone)
    : `The cook broke off, and its food may have been between 5 and 54.4 °C for ${inDangerZone} minutes.`;
  return {
    safety: {
      ...NOTHING_FOLLOWED,
      basis: 'the time since the cook broke off',
      allowed: false,
      pasteurized: false,
      pasteurized_up_to_mm: 0,
      minutes_core_in_danger_zone: inDangerZone,
      error: mustBeDiscarded ? 'COOK_INTERRUPTED' : null,
      warnings: [warning],
    },
    headline: warning,
    leads: mustBeDiscarded,
  };
}

const NOTHING_FOLLOWED = {
  pasteurized_at: null,
  core_temp_celsius: null,
  log_reductions: [],
  minutes_core_in_danger_zone: null,
  added_minutes: null,
  minutes_unobserved: null,
  error: null,
};

const ofReport = ({ inDangerZone, spoilt }: MonitorReport) => ({ inDangerZone, mustBeDiscarded: spoilt });

/** Of food whose cook is over before it is pasteurised. */
const unfinished = (report: MonitorReport, now: Now, warnings: string[]): CurrentSafetyDto => ({
  ...coreOf(report, now),
  pasteurized_at: null,
  basis: MODELLED,
  allowed: false,
  warnings,
});

function coreOf(report: MonitorReport, now: Now) {
  const unsure = report.spoilt || isLongUnobserved(report, now.monotonic);
  const at = pasteurizedAt(report, now);
  return {
    pasteurized: report.pasteurized && !unsure,
    pasteurized_up_to_mm: unsure ? 0 : pasteurizedUpTo(report),
    pasteurized_at: at === undefined ? null : instant(wallOf(at, now)),
    core_temp_celsius: Math.round(report.core * 10) / 10,
    log_reductions: report.reductions.map(toReductionDto),
    minutes_core_in_danger_zone: report.inDangerZone,
    added_minutes: report.delay,
    minutes_unobserved: report.unobserved,
    error: report.spoilt ? ('COOK_INTERRUPTED' as const) : null,
  };
}

/** A fact, or a forecast: that is none without readings, or once its moment has passed without them. */
function pasteurizedAt(report: MonitorReport, { monotonic }: Now): Milliseconds | undefined {
  const { pasteurizedAt: at, pasteurized, asOf, spoilt } = report;
  if (pasteurized) return spoilt || isLongUnobserved(report, monotonic) ? undefined : at;
  if (at === undefined || isUnmeasured(asOf, monotonic)) return undefined;
  return at < monotonic ? undefined : at;
}
