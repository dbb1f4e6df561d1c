import type { CookerReading, Observation, TimerProgress } from './cooker-state.js';
import type { Milliseconds, Seconds } from '../shared/units.js';
import { milliseconds, seconds, secondsToMilliseconds } from '../shared/units.js';

const NOTHING_RUN = seconds(0);

/** A timer that has run less than it must have by more than this was started anew, in seconds. */
const REPEATED_WITHIN = 60;

/** For so long a reading counts as the present (contract: `stale` once it is older than 15 s). */
export const FRESH_FOR = seconds(15);

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
