import { Injectable } from '@nestjs/common';
import type { CookerState } from '../device/cooker-state.js';
import type { CookPlan } from '../safety/cook-plan.js';
import type { MonitorReport } from '../safety/monitor/food-monitor.js';
import { SafetyUnavailableError } from '../safety/safety.errors.js';
import { SafetyService } from '../safety/safety.service.js';
import type { Finding, Outcome } from '../safety/verdict.js';
import type { Celsius, Minutes } from '../shared/units.js';
import type { Cook } from './cook.js';
import { CookMonitors } from './cook-monitors.js';
import { toReductionDto } from './dto/verdict.dto.js';
import type { CurrentSafetyDto } from './dto/status.dto.js';
import { instant } from './instant.js';
import { planOf } from './judged-plan.js';
import { leftBehindWarning, liveWarnings, notYetSentence, pasteurizedUpTo, wallOf } from './live-safety.js';
import type { Now } from './live-safety.js';

/** What is said of a cook for machines, and its most important sentence for people. */
export interface JudgedCook {
  readonly safety: CurrentSafetyDto;
  readonly headline: string | undefined;
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
  ) {}

  judge(cook: Cook, cooker: CookerState, now: Now): JudgedCook {
    const setting = this.settingOf(cook, cooker);
    const watched = this.monitors.of(cook);
    const report = watched?.monitor?.report();
    if (watched === undefined || report === undefined) return unfollowed(setting);
    const needed = setting.outcome !== 'unpasteurized_allowed';
    const live = liveWarnings({ watched, report, cooker, now, needed });
    const inTime = report.pasteurized || (needed && !live.tooEarly);
    const violations = setting.violations.filter(({ code }) => !(inTime && SETTLED_BY_THE_CORE.has(code)));
    return {
      safety: {
        ...coreOf(report, now),
        basis: MODELLED,
        allowed: violations.length === 0 && !report.spoilt,
        warnings: [...live.all, ...violations.map(({ message }) => message), ...setting.warnings],
      },
      headline: report.pasteurized && !report.spoilt ? 'The food is pasteurised.' : live.all[0],
    };
  }

  /** What is to be said of food whose cook ended by itself before it was pasteurised. */
  judgeLeftBehind(cookerId: string, now: Now): JudgedCook | undefined {
    const watched = this.monitors.leftBehindOn(cookerId);
    const report = watched?.monitor?.report();
    if (watched === undefined || report === undefined) return undefined;
    if (watched.cook.approved?.verdict.outcome === 'unpasteurized_allowed') return undefined;
    const warning = leftBehindWarning(watched, report);
    return { safety: unfinished(report, now, [warning]), headline: warning };
  }

  /**
   * What is to be said of a cook that was stopped. Nothing goes on any more, so nothing is foretold: where the food
   * had to be pasteurised and is not, the headline says what is missing.
   */
  judgeStopped(cook: Cook, before: CookerState, now: Now): JudgedCook {
    const { safety } = this.judge(cook, before, now);
    const watched = this.monitors.of(cook);
    const report = watched?.monitor?.report();
    if (watched === undefined || report === undefined || report.pasteurized)
      return { safety, headline: undefined };
    if (this.settingOf(cook, before).outcome === 'unpasteurized_allowed')
      return { safety: { ...safety, pasteurized_at: null }, headline: undefined };
    const missing = notYetSentence(report, report.missing);
    const { all } = liveWarnings({ watched, report, cooker: before, now, needed: false });
    return { safety: unfinished(report, now, [...all, missing]), headline: missing };
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

const MODELLED = 'modelled from bath readings';

const UNKNOWN = { basis: 'nothing: the setpoint is not known', outcome: undefined, violations: [] } as const;

const basisOf = ({ food }: CookPlan): string =>
  food === undefined ? 'the setpoint, for a food that nobody named' : `the setpoint, for ${food}`;

/** As long as the food is not in the water, as far as anybody knows. */
function unfollowed({ basis, outcome, violations, warnings }: SettingJudgement): JudgedCook {
  const heatMatters = outcome !== 'not_a_food_safety_matter';
  return {
    safety: {
      basis,
      allowed: outcome !== undefined && outcome !== 'rejected',
      pasteurized: heatMatters ? false : null,
      pasteurized_up_to_mm: heatMatters ? 0 : null,
      pasteurized_at: null,
      core_temp_celsius: null,
      log_reductions: [],
      minutes_core_in_danger_zone: null,
      added_minutes: null,
      error: null,
      warnings: [...violations.map(({ message }) => message), ...warnings],
    },
    headline: undefined,
  };
}

/** Of food whose cook is over before it is pasteurised. */
const unfinished = (report: MonitorReport, now: Now, warnings: string[]): CurrentSafetyDto => ({
  ...coreOf(report, now),
  pasteurized_at: null,
  basis: MODELLED,
  allowed: false,
  warnings,
});

function coreOf(report: MonitorReport, now: Now) {
  const { pasteurizedAt } = report;
  return {
    pasteurized: report.pasteurized,
    pasteurized_up_to_mm: pasteurizedUpTo(report),
    pasteurized_at: pasteurizedAt === undefined ? null : instant(wallOf(pasteurizedAt, now)),
    core_temp_celsius: Math.round(report.core * 10) / 10,
    log_reductions: report.reductions.map(toReductionDto),
    minutes_core_in_danger_zone: report.inDangerZone,
    added_minutes: report.delay,
    error: report.spoilt ? ('COOK_INTERRUPTED' as const) : null,
  };
}
