import { called } from '../../device/visible-cookers.js';
import type { CookerFault, CookerState, CookerWarning } from '../../device/cooker-state.js';
import { observedTimer } from '../../device/freshness.js';
import { planSubject } from '../../safety/cook-plan.js';
import {
  degrees,
  inMinutes,
  minutes,
  type Milliseconds,
  type Minutes,
  type Seconds,
} from '../../shared/units.js';
import { ago } from './ago.js';
import type { Cook, StartedBy } from '../tracking/cook.js';

/** The sentence for each fault. */
export const FAULTS: Readonly<Record<CookerFault, string>> = {
  'low-water': 'the water is too low, so it has stopped heating. Fill the pot up.',
  'water-leak': 'it reports water inside. Unplug it and let it dry.',
  overheated: 'it is too hot inside. Unplug it and let it cool.',
  'motor-stuck': 'its propeller is stuck. Unplug it and see what blocks it.',
  'heater-failed': 'its heater has failed. Unplug it and call the maker.',
  'device-failure': 'it reports a failure. Unplug it, wait a minute and plug it in again.',
};

/** The sentence for each problem of a cooker that can still be solved. */
export const CARE: Readonly<Record<CookerWarning, string>> = {
  'low-water':
    'The water is low: fill it up now, with water as hot as the bath. When it gets too low, the cooker stops heating.',
  'waits-for-person':
    'The cooker is waiting for you: confirm the next stage at the cooker or in the Anova app. Until then that stage does not begin.',
};

/** Who began a foreign cook, as the end of its name. */
export const ORIGINS: Readonly<Record<StartedBy, string>> = {
  coddle: 'begun by Coddle',
  app: 'begun in the Anova app',
  device: 'begun at the cooker',
  unknown: 'begun by somebody else',
};

/** The remaining whole minutes, rounded up: "0 minutes" only at the end. */
export const minutesUp = (seconds: Seconds): number => Math.ceil(seconds / 60);
/** The elapsed whole minutes, rounded down. */
export const minutesDown = (seconds: Seconds): number => Math.floor(seconds / 60);

/** The facts of a status sentence. */
export interface StatusFacts {
  readonly cooker: CookerState;
  readonly cook: Cook | undefined;
  readonly online: boolean;
  readonly stale: boolean;
  readonly age: Seconds | undefined;
  readonly holding: number;
  readonly now: Milliseconds;
}

/** The summary of a status. */
export function statusSummary(facts: StatusFacts): string {
  const { cooker, age, stale, online } = facts;
  if (cooker.latest === undefined || age === undefined)
    return `${called(cooker)} has not reported anything yet.`;
  const said = stateSentence(facts);
  if (!online) return `${called(cooker)} cannot be reached. ${agoSentence(age)} ${said}`;
  return stale ? `${agoSentence(age)} ${said}` : said;
}

function agoSentence(age: Seconds): string {
  const seconds = Math.round(age);
  const said = age >= 120 ? ago(age * 1000) : seconds === 1 ? '1 second ago' : `${seconds} seconds ago`;
  return `This is what it said ${said}:`;
}

function stateSentence(facts: StatusFacts): string {
  const { cooker, cook, holding, now } = facts;
  const { mode, fault, running, timer } = cooker.latest!.reading;
  const head = `${who(cook, cooker)}: ${waterSentence(cooker, now)}`;
  switch (mode) {
    case 'idle':
      return `${called(cooker)} is idle; ${waterSentence(cooker, now)}.`;
    case 'fault':
      return `${called(cooker)} reports a fault: ${fault === undefined ? 'it does not say which.' : FAULTS[fault]}`;
    case 'preheating':
      return `${head}${approach(cooker)}${timeAfter(cooker, now)}.`;
    case 'cooking':
      return `${head}${timeLeft(cooker, now)}.`;
    case 'done':
      return `${head}. The timer ended ${ago(holding * 60_000)}; it goes on holding the temperature until stopped.`;
    case 'holding':
      return cook?.approved && timerWaits(cooker)
        ? `${head}${approach(cooker)}; the timer has not started.`
        : `${head}, held without a timer until stopped.`;
    case 'ice_bath':
      return `${called(cooker)} monitors an ice bath; ${waterSentence(cooker, now)}.`;
    case 'unknown':
      if (running && timer.mode === 'paused') return `${head}; its timer is paused${timeLeft(cooker, now)}.`;
      return running
        ? `${head}; it is running in a mode that Coddle does not know.`
        : `${called(cooker)} reports a state that is not known here; ${waterSentence(cooker, now)}.`;
  }
}

/** Whether a timer that has never run waits for water that is still hotter than its setpoint. */
export const timerWaits = ({ latest, progress }: CookerState): boolean =>
  latest?.reading.mode === 'holding' && latest.reading.timer.mode === 'idle' && !progress?.elapsed;

/** Water that is this much hotter than its setpoint is cooling down, in °C. */
const HOTTER = 0.5;

/** The way of the water to its setpoint; when it is not measured, only what the cooker has not reported yet. */
function approach({ latest }: CookerState): string {
  const { water, target } = latest!.reading;
  if (water === undefined) {
    const aim = target === undefined ? 'its temperature' : degrees(target);
    return `; the cooker has not yet reported that it reached ${aim}`;
  }
  const isHotter = target !== undefined && water > target + HOTTER;
  return isHotter ? `, cooling down to ${degrees(target)}` : ', still heating up';
}

function who(cook: Cook | undefined, cooker: CookerState): string {
  const { target } = cooker.latest!.reading;
  const heat = target === undefined ? '' : ` at ${degrees(target)}`;
  if (cook?.approved) return `${planSubject(cook.approved.plan)}${heat}`;
  const origin = ORIGINS[cook?.startedBy ?? 'unknown'];
  return target === undefined ? `A cook ${origin}` : `A cook${heat}, ${origin}`;
}

/** When the thermometer reports an implausible value, the last plausible one with its age. */
function waterSentence({ latest, water: last }: CookerState, now: Milliseconds): string {
  const water = latest?.reading.water;
  if (water !== undefined) return `the water is ${degrees(water)}`;
  if (last === undefined) return 'the water temperature is not known';
  const when = ago(Math.max(0, now - last.seenAt));
  return `the water temperature is not known (it was ${degrees(last.temperature)} ${when})`;
}

function timeLeft(cooker: CookerState, now: Milliseconds): string {
  const { remaining } = observedTimer(cooker, now);
  return remaining === undefined ? '' : `, ${inMinutes(minutesUp(remaining))} left`;
}

function timeAfter(cooker: CookerState, now: Milliseconds): string {
  const { remaining } = observedTimer(cooker, now);
  return remaining === undefined ? '' : `; then ${inMinutes(minutesUp(remaining))}`;
}

/** The outcome of a stop, as far as it is known. */
export interface StopFacts {
  readonly cooker: CookerState;
  readonly cook: Cook | undefined;
  readonly verified: boolean;
  /** The observed time of the timer; undefined when there was none. */
  readonly elapsed: Seconds | undefined;
  /** The full time of the timer, which may differ from the plan; undefined when there was none. */
  readonly length?: Seconds | undefined;
  /** The age of that observation at the time of the stop; undefined when it was fresh. */
  readonly unseen?: Seconds | undefined;
  /** The fault that the cooker reports afterwards; undefined when it reports none. */
  readonly fault?: CookerFault | undefined;
  /** Water temperature at the end; null when it is unknown. */
  readonly water: number | null;
  /** What is missing to pasteurise the food. */
  readonly notYet: string | undefined;
  /** Why the food must be thrown away. It comes first, whatever the outcome of the stop. */
  readonly discard?: string | undefined;
}

/** The summary in the response to a stop. */
export function stoppedSummary(facts: StopFacts): string {
  const { cooker, verified, water, notYet, discard } = facts;
  const first = discard === undefined ? '' : `${discard} `;
  if (!verified) {
    return `${first}Anova's cloud accepted the stop, but ${called(cooker)} has not shown it yet. Ask for the status; if it still runs, stop it by hand: hold its button or unplug it.`;
  }
  const end = water === null ? '' : ` The water was ${degrees(water)}.`;
  const last = [notYet, faultSentence(facts.fault)].filter((sentence) => sentence !== undefined);
  return [`${first}${progressSentence(facts)}${end}`, ...last].join(' ');
}

const faultSentence = (fault: CookerFault | undefined): string | undefined =>
  fault && `The cooker reports a fault: ${FAULTS[fault]}`;

/** The full time of the timer of our own cook: as last set, or as planned while the timer shows none. */
function holdOf({ cook, length }: StopFacts): Minutes | undefined {
  const hold = cook?.approved?.plan.hold;
  if (hold === undefined || length === undefined) return hold;
  return minutes(Math.max(1, Math.round(length / 60)));
}

function progressSentence(facts: StopFacts): string {
  const { cooker, elapsed, unseen, length } = facts;
  const hold = holdOf(facts);
  if (unseen !== undefined) return `Stopped.${lastSeen(elapsed, hold, unseen)}`;
  if (hold === undefined) return elapsed === undefined ? 'Stopped.' : `Stopped after ${timeRun(elapsed)}.`;
  const waits = timerWaits(cooker) || cooker.latest?.reading.mode === 'preheating';
  if (!elapsed)
    return waits || elapsed === 0 ? `Stopped before the ${inMinutes(hold)} had begun.` : 'Stopped.';
  if (elapsed < 60) return `Stopped early: less than a minute of the ${inMinutes(hold)} had passed.`;
  return elapsed >= (length ?? hold * 60)
    ? `Stopped: the ${inMinutes(hold)} were done.`
    : `Stopped early: ${minutesDown(elapsed)} of ${inMinutes(hold)} done.`;
}

/** The progress of the cook when its cooker was last seen. */
function lastSeen(elapsed: Seconds | undefined, hold: Minutes | undefined, unseen: Seconds): string {
  if (elapsed === undefined) return '';
  const isPart = hold !== undefined && elapsed >= 60;
  const run = isPart ? `${minutesDown(elapsed)} of ${inMinutes(hold)}` : timeRun(elapsed);
  return ` When the cooker was last seen, ${ago(unseen * 1000)}, its timer had run for ${run}.`;
}

const timeRun = (elapsed: Seconds): string =>
  elapsed < 60 ? 'less than a minute' : inMinutes(minutesDown(elapsed));
