import type { CookPlan } from '../../safety/cook-plan.js';
import type { MonitorReport } from '../../safety/monitor/food-monitor.js';
import type { Finding, Outcome } from '../../safety/verdict.js';
import type { Celsius, Milliseconds, Minutes } from '../../shared/units.js';
import type { Cook } from '../tracking/cook.js';
import type { FoodSafety } from './food-safety.js';
import { pasteurizedUpTo, wallOf, type Now } from './live-safety.js';
import type { HistoryNote } from './history-note.js';
import { isLongUnobserved, isUnmeasured } from './unmeasured.js';

/** The assessment of a cook: data for programs, and its most important sentence for people. */
export interface AssessedCook {
  readonly safety: FoodSafety;
  readonly headline: string | undefined;
  /** Whether that sentence comes before everything else: the food must be thrown away. */
  readonly leads?: boolean;
  /** The minutes for which the water was not measured; left out while readings arrive. */
  readonly unmeasured?: number | undefined;
  /** The warning that the timer ends before the food is pasteurised; null while that is not known. */
  readonly tooEarly?: string | undefined | null;
}

/** The verdict on a setting, independent of the course of the cook. */
export interface SettingVerdict {
  readonly cook: Cook;
  readonly target: Celsius | undefined;
  readonly hold: Minutes | undefined;
  /** Whether no timer ends it. */
  readonly endless: boolean | undefined;
  readonly basis: string;
  readonly outcome: Outcome | undefined;
  readonly violations: readonly Finding[];
  readonly warnings: readonly string[];
}

/** Whether a verdict is the one on a cook by a plan: of the same cook, a plan differs only in these. */
export const isSetting = (known: SettingVerdict, cook: Cook, plan: CookPlan | undefined): boolean =>
  known.cook === cook &&
  known.target === plan?.target &&
  known.hold === plan?.hold &&
  known.endless === plan?.endless;

export const MODELLED = 'modelled from bath readings';
export const CORRECTED = 'modelled from bath readings, corrected by the probe in the food';

/** The safety of a cook whose food is not followed: only its history is known. */
export function unfollowed(
  { basis, outcome, violations, warnings }: SettingVerdict,
  unmeasured: readonly string[],
  history: HistoryNote | undefined,
): AssessedCook {
  const heatMatters = outcome !== 'not_a_food_safety_matter';
  const against = violations.map(({ message }) => message);
  const past = history === undefined ? [] : [history.sentence];
  const discard = history?.discard === true;
  const first = discard ? [...past, ...unmeasured] : [...unmeasured, ...past];
  return {
    // New properties come before the spread: Node 20 takes half a microsecond for each behind it.
    safety: {
      basis,
      allowed: outcome !== undefined && outcome !== 'rejected' && !discard,
      pasteurized: heatMatters || discard ? false : null,
      pasteurizedUpTo: heatMatters || discard ? 0 : null,
      warnings: [...first, ...against, ...warnings],
      ...NOTHING_FOLLOWED,
      inDangerZone: history?.inDangerZone ?? null,
      spoilt: history?.spoilt === true,
    },
    headline: discard ? past[0] : inOneGo([...first, ...(unmeasured.length > 0 ? [] : against.slice(0, 1))]),
    leads: discard,
  };
}

/** An assessment that is given to several receivers: none can change it. */
export function frozen(assessed: AssessedCook): AssessedCook {
  Object.freeze(assessed.safety.warnings);
  Object.freeze(assessed.safety);
  return Object.freeze(assessed);
}

/**
 * The same for a stopped cook.
 * @param needed whether its food had to be pasteurised
 */
export function unfollowedStopped(
  setting: SettingVerdict,
  unmeasured: readonly string[],
  history: HistoryNote | undefined,
  needed: boolean,
): AssessedCook {
  const assessed = unfollowed(setting, unmeasured, history);
  if (history?.discard === true) return assessed;
  const first = [...unmeasured, ...(history === undefined ? [] : [history.sentence])];
  if (!needed) return { ...assessed, headline: inOneGo(first) };
  const { safety } = assessed;
  const warnings = [...first, NOT_PASTEURISED, ...safety.warnings.slice(first.length)];
  return {
    safety: { ...safety, allowed: false, warnings },
    headline: inOneGo([...first, NOT_PASTEURISED]),
  };
}

const NOT_PASTEURISED = 'The food is not pasteurised.';

/** Joins sentences to be read one after the other; undefined without any. */
export const inOneGo = (sentences: readonly string[]): string | undefined =>
  sentences.length === 0 ? undefined : sentences.join(' ');

/** The safety of food from a broken-off cook that no monitor follows any more. */
export function countedOnly({ sentence, inDangerZone, discard, spoilt }: HistoryNote): AssessedCook {
  const warning = discard
    ? sentence
    : `The cook broke off, and its food was not followed any more. ${sentence}`;
  return {
    safety: {
      ...NOTHING_FOLLOWED,
      basis: 'the time since the cook broke off',
      allowed: false,
      pasteurized: false,
      pasteurizedUpTo: 0,
      inDangerZone,
      spoilt,
      warnings: [warning],
    },
    headline: warning,
    leads: discard,
  };
}

const NOTHING_FOLLOWED = {
  pasteurizedAt: null,
  core: null,
  reductions: Object.freeze([]),
  inDangerZone: null,
  addedMinutes: null,
  unobservedMinutes: null,
  spoilt: false,
};

/** The safety of food whose cook ended before it was pasteurised. */
export const unfinished = (report: MonitorReport, now: Now, warnings: string[]): FoodSafety => ({
  ...coreOf(report, now),
  pasteurizedAt: null,
  basis: MODELLED,
  allowed: false,
  warnings,
});

/** The safety of food that is followed. */
export function coreOf(report: MonitorReport, now: Now) {
  const unsure = report.spoilt || isLongUnobserved(report, now.monotonic);
  const at = pasteurizedAt(report, now);
  return {
    pasteurized: report.pasteurized && !unsure,
    pasteurizedUpTo: unsure ? 0 : pasteurizedUpTo(report),
    pasteurizedAt: at === undefined ? null : wallOf(at, now).getTime(),
    core: report.core,
    reductions: report.reductions,
    inDangerZone: report.inDangerZone,
    addedMinutes: report.delay,
    unobservedMinutes: report.unobserved,
    spoilt: report.spoilt,
  };
}

/** A fact or a forecast. There is no forecast without readings, or once its time has passed without them. */
function pasteurizedAt(report: MonitorReport, { monotonic }: Now): Milliseconds | undefined {
  const { pasteurizedAt: at, pasteurized, asOf, spoilt } = report;
  if (pasteurized) return spoilt || isLongUnobserved(report, monotonic) ? undefined : at;
  if (at === undefined || isUnmeasured(asOf, monotonic)) return undefined;
  return at < monotonic ? undefined : at;
}
