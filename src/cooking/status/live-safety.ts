import type { CookerState } from '../../device/cooker-state.js';
import { remainingSeconds } from '../../device/freshness.js';
import { historySentence } from '../../safety/continued-food.js';
import type { MonitorReport } from '../../safety/monitor/food-monitor.js';
import { FORECAST_STEP } from '../../safety/monitor/kept-forecast.js';
import { oneDecimalDown } from '../../safety/named-plan.js';
import { inMinutes, seconds, type Milliseconds, type Seconds } from '../../shared/units.js';
import type { WatchedCook } from '../monitoring/watched-cook.js';
import {
  isLongUnobserved,
  isUnmeasured,
  minutesSince,
  unmeasuredAtEnd,
  unmeasuredWarning,
} from './unmeasured.js';

/** The present time on both clocks. */
export interface Now {
  readonly monotonic: Milliseconds;
  readonly wall: Date;
}

/** A delay of this many minutes is mentioned. */
const NOTABLE_DELAY = 2;

/** The food of a cook, and everything that its warnings depend on. */
export interface LiveFacts {
  readonly watched: WatchedCook;
  readonly report: MonitorReport;
  readonly cooker: CookerState;
  readonly now: Now;
  /** Whether the food needs pasteurisation; an intact steak does not. */
  readonly needed: boolean;
  /** Whether its cook is over; then no warning asks the user to look at the cooker. */
  readonly over?: boolean;
}

/** Warnings for the user, the most serious first. */
export interface LiveWarnings {
  readonly all: readonly string[];
  /** The warnings that are always given: serious ones and those about the history. */
  readonly first: readonly string[];
  readonly others: readonly string[];
  /** Whether the timer ends before the food is pasteurised. */
  readonly tooEarly: boolean;
  /** The warning that it does; undefined when it does not, null while that cannot be predicted. */
  readonly timerWarning: string | undefined | null;
}

/** The warnings about the food of a cook. */
export function liveWarnings(facts: LiveFacts): LiveWarnings {
  const { watched, report, now, needed, over } = facts;
  // Without readings there is no forecast.
  const hasForecast = needed && !isUnmeasured(report.asOf, now.monotonic);
  const tooEarly = hasForecast ? tooEarlyWarning(facts) : [];
  const first = [...graveWarnings(report, now, over), ...historyWarning(watched, report)];
  const others = [
    ...tooEarly,
    ...(hasForecast ? delayWarning(report) : []),
    ...unseenWarning(watched, report),
  ];
  const cannotTell = needed && !report.pasteurized && (!hasForecast || report.unforeseen === true);
  const timerWarning = cannotTell ? null : tooEarly[0];
  return { all: [...first, ...others], first, others, tooEarly: tooEarly.length > 0, timerWarning };
}

/**
 * Reasons not to eat the food at all, or not to trust what is known about it.
 * @param over whether its cook is over
 */
const graveWarnings = (report: MonitorReport, now: Now, over = false): string[] => [
  ...spoiltWarning(report),
  ...(over ? unmeasuredAtEnd(report.asOf, now.monotonic) : unmeasuredWarning(report.asOf, now.monotonic)),
  ...unobservedWarning(report, now),
];

const spoiltWarning = ({ spoilt, inDangerZone }: MonitorReport): string[] =>
  spoilt ? [discardSentence(inDangerZone)] : [];

/** The history of the food, until it is pasteurised in time. */
function historyWarning({ monitor }: WatchedCook, report: MonitorReport): string[] {
  const isSettled = report.spoilt || report.pasteurized;
  if (monitor === undefined || isSettled || monitor.carried.growing === 0) return [];
  return [historySentence(report.inDangerZone, monitor.growthLimit)];
}

/** The instruction for food that was between 5 and 54.4 °C for too long. */
export const discardSentence = (inDangerZone: number): string =>
  `Throw the food away: its centre has been between 5 and 54.4 °C for ${inMinutes(inDangerZone)}. In that time bacteria can grow and leave toxins that no heat destroys.`;

/** The instruction for food that would be there for too long if it were cooked on. */
export const wouldSpoilSentence = (inDangerZone: number, adds: number, limit: number): string =>
  `Throw the food away: its centre has been between 5 and 54.4 °C for ${inMinutes(inDangerZone)}, and to heat it would add about ${adds}, where at most ${limit} are allowed altogether. In that time bacteria can grow and leave toxins that no heat destroys.`;

function unobservedWarning(report: MonitorReport, { monotonic }: Now): string[] {
  if (!report.pasteurized || !isLongUnobserved(report, monotonic)) return [];
  const hours = Math.floor(Math.max(report.unobserved, minutesSince(report.asOf, monotonic)) / 60);
  return [
    `The food was pasteurised as of the last reading only: ${hours} hours of this cook were not observed.`,
  ];
}

/**
 * The minutes by which the monitor trusts the thermometer less than the engine did at the approval. By so many minutes
 * a cook seems to end too early although it goes as planned.
 */
function approvalMargin({ cook: { approved } }: WatchedCook, { planned }: MonitorReport): number {
  const minimum = approved?.verdict.core?.minimum;
  return minimum === undefined || planned === Infinity ? 0 : Math.max(0, planned - minimum);
}

/**
 * The seconds by which the timer of a cook may seem to end too early although it goes as planned: the timer runs before
 * the first reading is there, and a forecast is up to a step too long. What was not approved has no such leeway.
 */
const leeway = ({ cook: { approved } }: WatchedCook): number => (approved === undefined ? 0 : FORECAST_STEP);

/** The warning that the timer ends before the food is pasteurised. */
function tooEarlyWarning({ watched, report, cooker, now }: LiveFacts): string[] {
  const { pasteurized, pasteurizedAt } = report;
  if (pasteurized) return [];
  if (report.unforeseen) return [];
  if (pasteurizedAt === undefined)
    return ['At the present water temperature the food will never be pasteurised: make the water hotter.'];
  const remaining = remainingSeconds(cooker, now.monotonic);
  if (remaining === undefined) return [];
  const ahead = (pasteurizedAt - now.monotonic) / 1000;
  const short = ahead - remaining - approvalMargin(watched, report) * 60;
  if (short <= leeway(watched)) return [];
  const more = inMinutes(Math.ceil(ahead / 60));
  return [
    remaining > 0
      ? `The timer ends ${inMinutes(Math.ceil(short / 60))} before the food is pasteurised: leave it in for another ${more}.`
      : `The timer has ended, but the food is not pasteurised yet: leave it in for another ${more}.`,
  ];
}

const delayWarning = ({ delay, pasteurized, pasteurizedAt }: MonitorReport): string[] =>
  delay >= NOTABLE_DELAY && !pasteurized && pasteurizedAt !== undefined
    ? [`The water was cooler than planned: that adds ${inMinutes(delay)} until the food is pasteurised.`]
    : [];

function unseenWarning({ missed }: WatchedCook, { unseen }: MonitorReport): string[] {
  const before = Math.round(missed / 60);
  const sentence = (count: number, when: string) =>
    `The water was not observed for ${inMinutes(count)}${when}: nothing counts as killed in that time.`;
  return [
    ...(before > 0 ? [sentence(before, ' before this server saw the cook')] : []),
    ...(unseen > 0 ? [sentence(unseen, '')] : []),
  ];
}

/** "Not pasteurised: 3.1 of 7 log of Salmonella so far; 34 minutes more would do." */
export function notYetSentence(report: MonitorReport, missing: Seconds): string {
  if (missing < Infinity)
    return `Not pasteurised${soFar(report)}; ${inMinutes(Math.max(1, Math.ceil(missing / 60)))} more would do.`;
  const { neverAt } = report;
  return neverAt === undefined
    ? `Not pasteurised${soFar(report)}.`
    : `Not pasteurised: the bath was set to ${oneDecimal(neverAt)} °C, and at that setting no time makes this food safe.`;
}

/** The inactivation so far, for the pathogen that is furthest from its target. */
function soFar({ reductions }: MonitorReport): string {
  const [worst] = reductions.toSorted(
    (one, other) => one.predicted / one.required - other.predicted / other.required,
  );
  if (worst === undefined) return '';
  if (worst.predicted >= worst.required) return ': its centre was not hot for long enough';
  return `: ${oneDecimalDown(worst.predicted)} of ${worst.required} log of ${worst.name} so far`;
}

const oneDecimal = (value: number): number => Math.round(value * 10) / 10;

/**
 * The warning about food whose cook ended by itself and that need not be thrown away.
 * @param history the sentence about its history; undefined when that does not matter
 * @param mayGoOn whether a start of its plan would be accepted
 */
export function unfinishedCookWarning(
  { plan, monitor }: Pick<WatchedCook, 'plan' | 'monitor'>,
  report: MonitorReport,
  history: string | undefined,
  mayGoOn: boolean,
): string {
  if (report.pasteurized)
    return `The cook broke off after its food was pasteurised. Eat the food now or chill it: its centre has been between 5 and 54.4 °C for ${inMinutes(report.inDangerZone)}.`;
  const state = notYetSentence(report, monitor?.missingAt(plan.target) ?? seconds(Infinity));
  const advice = mayGoOn
    ? 'If it is still in the water, start it again now; otherwise do not eat it.'
    : 'Do not eat it.';
  const past = history === undefined ? '' : ` ${history}`;
  return `The cook ended before its food was done. ${state} ${advice}${past}`;
}

/** Converts a time of the monotonic clock to the wall clock. */
export const wallOf = (at: Milliseconds, now: Now): Date =>
  new Date(now.wall.getTime() + (at - now.monotonic));

/** The thickest piece that is pasteurised by now: at least the food itself once it is pasteurised. */
export const pasteurizedUpTo = ({ pasteurized, pasteurizedUpTo: rung, thickness }: MonitorReport): number =>
  pasteurized ? Math.max(rung, Math.floor(thickness)) : rung;
