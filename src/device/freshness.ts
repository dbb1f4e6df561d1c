import { type Milliseconds, type Seconds, seconds } from '../shared/units.js';
import type { CookerReading, CookerState, AccountState, TimerProgress } from './cooker-state.js';
import { elapsedAt, FRESH_FOR, observedElapsed } from './timer-progress.js';
import { CloudUnavailableError, TokenRejectedError } from './device.errors.js';

/** A reading older than this is stale. */
const STALE_AFTER = FRESH_FOR;
/** A cooker that was reporting is away after so long without a report. */
const AWAY_AFTER = seconds(60);
const FREQUENT_REPORTER = 3;

/** Whether a fault leaves nothing going on: no cook is shown, and no timer runs or is paused. */
export const restsInFault = ({ mode, running, timer }: CookerReading): boolean =>
  mode === 'fault' && !running && timer.mode !== 'running' && timer.mode !== 'paused';

/** Age of the latest reading; undefined when there is none. */
export function ageSeconds({ latest }: CookerState, now: Milliseconds): Seconds | undefined {
  return latest && since(latest.seenAt, now);
}

/** Whether the latest reading is too old to be taken for the present, or there is none. */
export function isStale(cooker: CookerState, now: Milliseconds): boolean {
  const age = ageSeconds(cooker, now);
  return age === undefined || age > STALE_AFTER;
}

/**
 * Whether the cooker can be taken to be there. A cooker that seldom reports is stale, not offline:
 * an idle one may have nothing to report.
 */
export function isOnline({ link }: AccountState, cooker: CookerState, now: Milliseconds): boolean {
  if (link !== 'connected' || cooker.latest?.reading.online === false) return false;
  return !fellSilent(cooker, now);
}

function fellSilent({ latest, frequentReports }: CookerState, now: Milliseconds): boolean {
  if (latest === undefined) return false;
  const wasReporting = latest.reading.running || frequentReports >= FREQUENT_REPORTER;
  return wasReporting && since(latest.receivedAt, now) >= AWAY_AFTER;
}

/**
 * What is left of the timer if it runs on unobserved: the whole of it before it starts, never less than 0 and never
 * rising within one cook. Undefined when nothing runs, or runs without a timer.
 */
export function remainingSeconds(cooker: CookerState, now: Milliseconds): Seconds | undefined {
  const timed = timerOf(cooker);
  return timed && seconds(Math.max(0, timed.length - elapsedAt(timed, now)));
}

/** The timer of a cook as it was observed: without fresh states it stands still. */
interface ObservedTimer {
  /** Left; never rising within one cook. Undefined when nothing runs, or runs without a timer. */
  readonly remaining: Seconds | undefined;
  /** Run since its start, up to its length; undefined as `remaining` is. */
  readonly elapsed: Seconds | undefined;
  /** Since it ran out; 0 when it has not, or nothing runs. */
  readonly holding: Seconds;
}

/** What the cooker's states say of its timer; nothing is added for the time in which none came. */
export function observedTimer(cooker: CookerState, now: Milliseconds): ObservedTimer {
  const timed = timerOf(cooker);
  if (timed === undefined) return { remaining: undefined, elapsed: undefined, holding: seconds(0) };
  const { length, zero } = timed;
  const run = observedElapsed(timed, now);
  return {
    remaining: seconds(Math.max(0, length - run)),
    elapsed: seconds(Math.min(length, run)),
    holding: seconds(zero === undefined ? 0 : Math.max(0, run - length)),
  };
}

/** The progress of a timer that belongs to a cook going on. */
function timerOf({
  latest,
  progress,
}: CookerState): (TimerProgress & { readonly length: Seconds }) | undefined {
  if (latest === undefined || progress?.length === undefined) return undefined;
  const { running, mode, timer } = latest.reading;
  // An idle timer beside a cook that holds shows the length of the cook before.
  if (!running || mode === 'holding' || mode === 'ice_bath') return undefined;
  if (timer.mode === 'unknown' && progress.zero === undefined) return undefined;
  return { ...progress, length: progress.length };
}

const since = (moment: Milliseconds, now: Milliseconds): Seconds => seconds(Math.max(0, now - moment) / 1000);

/** @throws CloudUnavailableError, TokenRejectedError before the cloud has listed the cookers of the account */
export function assertListed({ listed, link }: AccountState): void {
  if (!listed) throw link === 'token-rejected' ? new TokenRejectedError() : notYetListed();
}

const notYetListed = () =>
  new CloudUnavailableError(
    "Anova's cloud has not responded yet, so no cooker is known. Try again in a few seconds.",
  );
