import type { StoppedCookDto } from '../../../src/cooking/dto/stopped-cook.dto.js';
import { pageClock } from '../state/clock.js';
import { cookers } from '../state/cookers.js';
import { showsStop } from '../state/shown-stop.js';
import { ANY_COOKER, forgetStop, noteStop, stops, type StopState, type StopTarget } from '../state/stop.js';
import { ApiError, UnreachableError } from './api-error.js';
import { sendJson } from './client.js';
import { newRequestId } from './request-id.js';

/** The pauses before a stop is sent again, in milliseconds; the last one repeats. */
const PAUSES = [500, 1_000, 2_000, 3_000];
/** After this the person decides again: a stop must not arrive when another cook may have begun. */
const RETRY_FOR = 120_000;
/** How long the good end of a stop is shown, in milliseconds. */
const SHOWN_FOR = 20_000;

/**
 * Stops a cooker: sends the request until the server has responded, also while the stream is down. The same
 * request_id makes repetitions one stop. What is known of it is in `stops`.
 */
export async function stopCooker(target: StopTarget): Promise<void> {
  if (isUnderWay(stops.peek().get(target))) return;
  noteStop(target, { phase: 'sending' });
  const body = {
    ...(target !== ANY_COOKER && { device_id: target }),
    request_id: newRequestId(),
  };
  settle(target, await sendUntilResponse(target, body));
}

const isUnderWay = (state: StopState | undefined): boolean =>
  state?.phase === 'sending' || state?.phase === 'retrying' || state?.phase === 'repeating';

async function sendUntilResponse(target: StopTarget, body: object): Promise<StopState> {
  const until = pageClock.now() + RETRY_FOR;
  for (let attempt = 0; ; attempt++) {
    try {
      return outcomeOf(await sendJson<StoppedCookDto>('POST', '/stop-cook', body));
    } catch (error) {
      const isLast = pageClock.now() > until;
      if (isLast || !isPassing(error)) return failureOf(error);
      noteStop(target, retryAfter(error));
    }
    await pause(PAUSES[Math.min(attempt, PAUSES.length - 1)]!);
  }
}

/** What the server could not do this time. A cooker that acknowledged nothing may run on, so the stop is sent again. */
const NOT_CARRIED_OUT: ReadonlySet<string> = new Set(['CLOUD_UNAVAILABLE', 'COMMAND_UNCONFIRMED']);

const isNotCarriedOut = (error: unknown): error is ApiError =>
  error instanceof ApiError && NOT_CARRIED_OUT.has(error.error);

/** Whether the stop may arrive at the next attempt: what is limited is the question for the session, never the stop. */
const isPassing = (error: unknown): boolean =>
  error instanceof UnreachableError ||
  isNotCarriedOut(error) ||
  (error instanceof ApiError && error.status === 429);

const retryAfter = (error: unknown): StopState =>
  isNotCarriedOut(error) ? { phase: 'repeating', message: error.message } : { phase: 'retrying' };

/** The warnings name what else still runs. */
const outcomeOf = ({ verified, warnings, device_id }: StoppedCookDto): StopState => ({
  ...(verified
    ? { phase: 'stopped' }
    : { phase: 'accepted', accepted: { deviceId: device_id, at: pageClock.now() } }),
  ...(warnings.length > 0 && { message: warnings.join(' ') }),
});

function failureOf(error: unknown): StopState {
  if (error instanceof ApiError && error.status === 401) return { phase: 'signed_out' };
  if (error instanceof ApiError && error.error === 'NO_ACTIVE_COOK')
    return { phase: 'nothing_runs', message: error.message };
  return { phase: 'failed', message: error instanceof Error ? error.message : String(error) };
}

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** Follows the cookers: a stop that was acknowledged is done once the cooker's own state shows it. */
export function followStops(): void {
  cookers.subscribe((all) => {
    for (const [target, { accepted, message }] of stops.peek())
      if (accepted !== undefined && showsStop(all, accepted))
        settle(target, { phase: 'stopped', ...(message !== undefined && { message }) });
  });
}

/** Notes the end of a stop. Good news is forgotten after a while; a failure stays until the next attempt. */
function settle(target: StopTarget, state: StopState): void {
  noteStop(target, state);
  if (state.phase !== 'stopped' && state.phase !== 'nothing_runs') return;
  setTimeout(() => {
    if (stops.peek().get(target) === state) forgetStop(target);
  }, SHOWN_FOR);
}
