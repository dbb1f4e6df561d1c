import type { Clock } from '../../../shared/clock.js';
import { milliseconds } from '../../../shared/units.js';

/** How long one attempt to send may take, in ms: it ends by itself before the 16 s after which the outbox gives it up. */
export const ATTEMPT_TIMEOUT = milliseconds(14_000);

/** Why an attempt was ended before the other side responded. */
export type CutOff = 'timeout' | 'cancelled';

/** The signal of one attempt: it aborts with a `CutOff` when the time is over, or the caller wants it to end. */
export interface Attempt {
  readonly signal: AbortSignal;
  /** Undefined while nothing ended it. */
  readonly cutOff: CutOff | undefined;
}

/** Runs one attempt with a limit of time. Rejects as `run` does; `run` has to end when the signal aborts. */
export async function withinAttempt<Result>(
  clock: Clock,
  caller: AbortSignal,
  run: (attempt: Attempt) => Promise<Result>,
): Promise<Result> {
  const control = new AbortController();
  const end = (why: CutOff) => control.abort(why);
  const cancel = clock.after(ATTEMPT_TIMEOUT, () => end('timeout'));
  const onAbort = () => end('cancelled');
  caller.addEventListener('abort', onAbort);
  if (caller.aborted) onAbort();
  try {
    return await run({
      signal: control.signal,
      get cutOff() {
        return control.signal.aborted ? (control.signal.reason as CutOff) : undefined;
      },
    });
  } finally {
    cancel();
    caller.removeEventListener('abort', onAbort);
  }
}

/** What is said of an attempt that was ended. */
export const cutOffInWords = (host: string, why: CutOff): string =>
  why === 'timeout'
    ? `${host} did not respond within ${ATTEMPT_TIMEOUT / 1000} seconds.`
    : `The attempt to reach ${host} was cancelled.`;
