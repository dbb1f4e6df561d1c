import type { StoppedCookDto } from '../../../src/cooking/dto/stopped-cook.dto.js';
import { cookers } from '../state/cookers.js';
import { ANY_COOKER, noteStop, stops, type StopState, type StopTarget } from '../state/stop.js';
import { ApiError, UnreachableError } from './api-error.js';
import { sendJson } from './client.js';
import { newRequestId } from './request-id.js';

/** The pauses before a stop is sent again, in milliseconds; the last one repeats. */
const PAUSES = [500, 1_000, 2_000, 3_000];
/** After this the person decides again: a stop must not arrive when another cook may have begun. */
const RETRY_FOR = 120_000;

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
  noteStop(target, await sendUntilResponse(target, body));
}

const isUnderWay = (state: StopState | undefined): boolean =>
  state?.phase === 'sending' || state?.phase === 'retrying';

async function sendUntilResponse(target: StopTarget, body: object): Promise<StopState> {
  const until = performance.now() + RETRY_FOR;
  for (let attempt = 0; ; attempt++) {
    try {
      return outcomeOf(await sendJson<StoppedCookDto>('POST', '/stop-cook', body));
    } catch (error) {
      const isLast = performance.now() > until;
      if (!(error instanceof UnreachableError) || isLast) return failureOf(error);
      noteStop(target, { phase: 'retrying' });
    }
    await pause(PAUSES[Math.min(attempt, PAUSES.length - 1)]!);
  }
}

const outcomeOf = ({ verified, summary }: StoppedCookDto): StopState => ({
  phase: verified ? 'stopped' : 'accepted',
  message: summary,
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
    for (const [target, { phase, message }] of stops.peek()) {
      const isIdle = all.get(target)?.status.is_running === false;
      if (phase === 'accepted' && isIdle)
        noteStop(target, { phase: 'stopped', ...(message !== undefined && { message }) });
    }
  });
}
