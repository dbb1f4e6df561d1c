import {
  type Milliseconds,
  type Seconds,
  seconds,
  milliseconds,
  secondsToMilliseconds,
} from '../shared/units.js';
import type { CookerReading, CookerState, AccountState, TimerProgress, Observation } from './cooker-state.js';
import { CloudUnavailableError, TokenRejectedError } from './device.errors.js';

const NOTHING_RUN = seconds(0);

/** A timer that has run less than it must have by more than this was started anew, in seconds. */
const REPEATED_WITHIN = 60;

/** For so long a reading counts as the present (contract: `stale` once it is older than 15 s). */
const FRESH_FOR = seconds(15);

/**
 * Carries the progress of a timer on to one more state. Of all states of one cook, the one that puts the timer
 * furthest counts, and between them it goes on by the monotonic clock: neither a frozen or jumping clock
 * of the sender nor a timer begun again lets the remaining time rise. Another cook, another stage, another
 * length and an idle cooker start anew.
 */
export function advance(
  previous: TimerProgress | undefined,
  { reading, seenAt, receivedAt }: Observation,
): TimerProgress {
  if (reading.mode === 'idle' || reading.mode === 'ice_bath')
    return { elapsed: NOTHING_RUN, earlier: identified(previous) };
  const again = reappearing(previous, reading, receivedAt);
  const known = again ?? (previous && isSameRun(previous, reading) ? previous : undefined);
  const length = reading.timer.length ?? known?.length;
  const cookId = reading.vendorCookId ?? known?.cookId;
  const zero = zeroOf(known, reading, { length, seenAt, receivedAt });
  const stage = reading.timer.stage ?? known?.stage;
  return {
    cookId,
    stage,
    length,
    zero,
    elapsed: elapsedAt(known, receivedAt),
    seenAt: milliseconds(Math.max(seenAt, known?.seenAt ?? seenAt)),
    observed: observedElapsed(known, receivedAt),
    earlier: previous?.cookId === cookId ? previous?.earlier : identified(previous),
  };
}

/** A progress that can be known again by the identity of its cook. */
function identified(progress: TimerProgress | undefined): TimerProgress['earlier'] {
  if (progress?.cookId === undefined) return progress?.earlier;
  const known = { ...progress };
  delete known.earlier;
  return known;
}

/** The progress of the cook before, where a state shows that cook again and its timer was not started anew. */
function reappearing(
  { cookId, earlier }: Pick<TimerProgress, 'cookId' | 'earlier'> = {},
  reading: CookerReading,
  now: Milliseconds,
): TimerProgress['earlier'] {
  if (earlier?.cookId === undefined || earlier.cookId !== reading.vendorCookId) return undefined;
  if (cookId === earlier.cookId) return undefined;
  const { mode, elapsed } = reading.timer;
  const isStartedAnew =
    (mode === 'idle' && earlier.zero !== undefined) ||
    (elapsed !== undefined && elapsed < elapsedAt(earlier, now) - REPEATED_WITHIN);
  return isStartedAnew || !isSameRun(earlier, reading) ? undefined : earlier;
}

/** Run so far at a moment: never negative, and going on beyond the length once it is over. */
export function elapsedAt(progress: TimerProgress | undefined, now: Milliseconds): Seconds {
  if (progress?.zero === undefined) return progress?.elapsed ?? NOTHING_RUN;
  return seconds(Math.max(0, now - progress.zero) / 1000);
}

/** Run as far as it was observed: a state speaks for the time in which it is fresh, and no longer. It never falls. */
export function observedElapsed(progress: TimerProgress | undefined, now: Milliseconds): Seconds {
  const { seenAt = now, observed = NOTHING_RUN } = progress ?? {};
  const until = milliseconds(Math.min(now, seenAt + secondsToMilliseconds(FRESH_FOR)));
  return seconds(Math.max(observed, elapsedAt(progress, until)));
}

/** A value that a state does not hold distinguishes no runs. */
function isSameRun(
  { cookId, stage, length }: TimerProgress,
  { vendorCookId, timer }: CookerReading,
): boolean {
  const differs = (one: unknown, other: unknown) => one !== undefined && other !== undefined && one !== other;
  return !differs(cookId, vendorCookId) && !differs(stage, timer.stage) && !differs(length, timer.length);
}

interface TimerContext {
  readonly length: Seconds | undefined;
  readonly seenAt: Milliseconds;
  readonly receivedAt: Milliseconds;
}

function zeroOf(
  known: TimerProgress | undefined,
  { timer }: CookerReading,
  { length, seenAt, receivedAt }: TimerContext,
): Milliseconds | undefined {
  switch (timer.mode) {
    case 'running':
      return earliest(resumed(known, receivedAt), before(seenAt, timer.elapsed ?? NOTHING_RUN));
    case 'completed':
      return earliest(resumed(known, receivedAt), before(seenAt, length ?? NOTHING_RUN));
    case 'unknown':
      return known?.zero;
    case 'idle':
    case 'paused':
      return undefined;
  }
}

/** Where zero lies when the timer goes on from where we knew it to be. */
const resumed = (known: TimerProgress | undefined, now: Milliseconds): Milliseconds =>
  known?.zero ?? before(now, known?.elapsed ?? NOTHING_RUN);

const before = (moment: Milliseconds, span: Seconds): Milliseconds =>
  milliseconds(moment - secondsToMilliseconds(span));

const earliest = (one: Milliseconds, other: Milliseconds): Milliseconds => milliseconds(Math.min(one, other));

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
