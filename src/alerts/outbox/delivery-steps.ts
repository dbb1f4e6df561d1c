import type { SendResult } from '../channels/alert-channel.js';
import { TRIED_AT_MOST } from './delivery-pauses.js';
import type { Attempt, Delivery } from './delivery.js';

const NOT_BEGUN = 'Not sent yet, because this channel hangs or asked for a pause.';
const CUT_OFF = 'The server ended during this attempt, so it is not known whether the message arrived.';

/**
 * A delivery whose next attempt begins.
 * @param at wall clock, in milliseconds since 1970
 * @param dropsRepeats whether its channel drops a repeat of the same key
 */
export const begun = (delivery: Delivery, at: number, dropsRepeats: boolean): Delivery => ({
  ...delivery,
  state: 'sending',
  maybeTwice: delivery.maybeTwice || (!dropsRepeats && delivery.attempts.some(mayHaveArrived)),
  attempts: [...delivery.attempts, { at, endedAt: null, result: 'unknown', why: null, retryAt: null }],
});

/** Whether an attempt that is over may have arrived although it is not known to have. */
const mayHaveArrived = ({ result }: Attempt): boolean => result === 'unknown';

/** The end of an attempt. Instants by the wall clock, in milliseconds since 1970. */
export interface AttemptEnd {
  readonly result: SendResult;
  readonly at: number;
  /** How long the delivery has been tried, in milliseconds. */
  readonly triedFor: number;
  /** How long to wait where it is tried again, in milliseconds. */
  readonly pause: number;
  /** Whether what it says is no longer true: it is not tried again. */
  readonly isPointless: boolean;
}

/** A delivery whose attempt has ended: sent, waiting for the next attempt, or over. */
export function ended(delivery: Delivery, end: AttemptEnd): Delivery {
  const { result, at, triedFor, pause } = end;
  const state = stateAfter(delivery, end);
  const retryAt = state === 'waiting' ? at + pause : null;
  const attempt: Attempt = {
    at: delivery.attempts.at(-1)!.at,
    endedAt: at,
    result: result.sent ? 'sent' : result.mayHaveArrived === true ? 'unknown' : 'failed',
    why: result.sent ? (result.detail ?? null) : result.why,
    retryAt,
    ...(!result.sent && result.partly === true ? { partly: true } : {}),
  };
  return {
    ...delivery,
    state,
    triedFor,
    notBefore: retryAt ?? delivery.notBefore,
    attempts: [...delivery.attempts.slice(0, -1), attempt],
  };
}

function stateAfter(
  { message, next }: Delivery,
  { result, triedFor, isPointless }: AttemptEnd,
): Delivery['state'] {
  if (result.sent) return 'sent';
  if (message.notice === 'test') return 'failed';
  if (isPointless) return 'cancelled';
  if (!result.mayRetry) return next.length > 0 ? 'failed' : 'dead';
  return triedFor >= TRIED_AT_MOST ? 'dead' : 'waiting';
}

/**
 * A delivery that falls through: it goes on by itself, without the channels that follow, and the next of these gets the
 * same message. Undefined where no channel follows.
 */
export function fallenThrough(delivery: Delivery, at: number): readonly [Delivery, Delivery] | undefined {
  const [channel, ...next] = delivery.next;
  if (channel === undefined) return undefined;
  const successor: Delivery = {
    ...delivery,
    id: `${delivery.id}.${channel}`,
    channel,
    next,
    state: 'waiting',
    createdAt: at,
    notBefore: at,
    attempts: [],
    triedFor: 0,
    maybeTwice: false,
  };
  return [{ ...delivery, next: [] }, successor];
}

/** As `fallenThrough`, before the first attempt: the log says why. */
export function passedOn(delivery: Delivery, at: number): readonly [Delivery, Delivery] | undefined {
  const attempt: Attempt = { at, endedAt: at, result: 'failed', why: NOT_BEGUN, retryAt: at };
  return fallenThrough({ ...delivery, attempts: [...delivery.attempts, attempt] }, at);
}

/**
 * A delivery as it goes on after the end of the process. One that was being sent may have arrived or not: it is repeated.
 * A test is not. Of one that some have, it is not known any more which: it is repeated for all.
 */
export function resumed(delivery: Delivery): Delivery {
  const isCutOff = delivery.state === 'sending';
  if (!isCutOff && !delivery.attempts.some(({ partly }) => partly)) return delivery;
  const attempts = delivery.attempts.map((attempt, index) => {
    const { partly, ...known } = attempt;
    if (isCutOff && index === delivery.attempts.length - 1) return { ...known, why: CUT_OFF };
    return partly ? { ...known, result: 'unknown' as const } : attempt;
  });
  if (!isCutOff) return { ...delivery, attempts };
  return { ...delivery, state: delivery.message.notice === 'test' ? 'failed' : 'waiting', attempts };
}

/** Whether a delivery is over. */
export const isOver = ({ state }: Delivery): boolean => state !== 'waiting' && state !== 'sending';
