import type { SendResult } from '../alert-channel.js';
import type { NotSent } from '../sending/not-sent-error.js';
import { resultOfResponse, type OutgoingResponse } from '../sending/http-result.js';

/** What became of a message to one browser: its push service took it, the subscription is no more, or it failed. */
export type PushOutcome = 'accepted' | 'gone' | NotSent;

/** The push service knows no such subscription: the browser gave it up (RFC 8030, section 7.3). */
const GONE: ReadonlySet<number> = new Set([404, 410]);
/** The identification of this server is refused. */
const REFUSED: ReadonlySet<number> = new Set([401, 403]);

/** What the response of a push service means. */
export function outcomeOf(response: OutgoingResponse): PushOutcome {
  const { host, status } = response;
  if (GONE.has(status)) return 'gone';
  if (REFUSED.has(status)) {
    const why = `${host} does not accept this server (status ${status}): check the clock, and subscribe the browser again.`;
    return { sent: false, why, mayRetry: true };
  }
  const result = resultOfResponse(response);
  return result.sent ? 'accepted' : result;
}

const NO_BROWSER = 'No browser is subscribed: open the page of alerts in one, and subscribe it.';

/**
 * What became of a message to all browsers. While one may still be reached it counts as failed, and is repeated for that
 * one only; a browser that cannot be reached at all does not keep the message from being sent to the others.
 * @param earlier how many took it at an earlier attempt
 */
export function resultOfAll(outcomes: readonly PushOutcome[], earlier: number): SendResult {
  const failures = outcomes.filter((outcome): outcome is NotSent => typeof outcome === 'object');
  const accepted = earlier + outcomes.filter((outcome) => outcome === 'accepted').length;
  const of = accepted + failures.length;
  if (of === 0) return { sent: false, why: NO_BROWSER, mayRetry: false };
  const whys = [...new Set(failures.map(({ why }) => why))];
  const taken = `${accepted} of ${of} ${of === 1 ? 'browser' : 'browsers'}`;
  const words = [`The push services took it for ${taken}.`, ...whys.slice(0, 3)].join(' ');
  const repeated = failures.filter(({ mayRetry }) => mayRetry);
  if (repeated.length === 0 && accepted > 0) return { sent: true, detail: words };
  const rest = togetherOf(repeated);
  if (accepted === 0) return { sent: false, why: whys.slice(0, 3).join(' '), ...rest };
  return { sent: false, why: words, ...rest, partly: true };
}

/** The longest pause that is asked for counts, so that it is kept for all. */
function togetherOf(repeated: readonly NotSent[]): Omit<NotSent, 'sent' | 'why'> {
  const pauses = repeated.flatMap(({ retryAfter }) => retryAfter ?? []);
  return {
    mayRetry: repeated.length > 0,
    ...(pauses.length > 0 && { retryAfter: Math.max(...pauses) }),
    ...(repeated.some(({ mayHaveArrived }) => mayHaveArrived === true) && { mayHaveArrived: true }),
  };
}
