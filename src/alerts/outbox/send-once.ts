import { type Clock } from '../../shared/clock.js';
import { milliseconds } from '../../shared/units.js';
import type { AlertChannel, AlertMessage, SendResult } from '../channels/alert-channel.js';

/** A channel ends an attempt by itself within 15 s; one that does not is given up, in milliseconds. */
const ATTEMPT_TIMEOUT = milliseconds(16_000);

const HANGS = { sent: false, why: 'No response within 16 s.', mayRetry: true, mayHaveArrived: true } as const;
const CLOSED = {
  sent: false,
  why: 'The server was shut down during this attempt.',
  mayRetry: true,
  mayHaveArrived: true,
} as const;
const NOT_SET_UP = { sent: false, why: 'This channel is not set up.', mayRetry: false } as const;

/**
 * Sends a message once. It never rejects, and ends in time whatever the channel does.
 * @param channel undefined where it is not set up any more
 * @param closing ends the attempt
 */
export function sendOnce(
  channel: AlertChannel | undefined,
  message: AlertMessage,
  clock: Clock,
  closing: AbortSignal,
): Promise<SendResult> {
  if (channel === undefined) return Promise.resolve(NOT_SET_UP);
  const abort = new AbortController();
  return new Promise((resolve) => {
    const end = (result: SendResult) => {
      cancel();
      closing.removeEventListener('abort', close);
      resolve(result);
      abort.abort();
    };
    const close = () => end(CLOSED);
    const cancel = clock.after(ATTEMPT_TIMEOUT, () => end(HANGS));
    if (closing.aborted) return close();
    closing.addEventListener('abort', close);
    attempted(channel, message, abort.signal).then(end, (error: unknown) => end(failureOf(error)));
  });
}

const attempted = async (
  channel: AlertChannel,
  message: AlertMessage,
  signal: AbortSignal,
): Promise<SendResult> => channel.send(message, signal);

/** Only the name of an error of a channel is kept: its text may hold an address with a secret. */
const failureOf = (error: unknown): SendResult => ({
  sent: false,
  why: `The channel failed (${error instanceof Error ? error.name : typeof error}).`,
  mayRetry: true,
  mayHaveArrived: true,
});
