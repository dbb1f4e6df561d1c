import type { StartedCookDto } from '../../../../src/cooking/dto/started-cook.dto.js';
import { ApiError } from '../../api/api-error.js';
import type { PlanBody } from './plan-form.js';

/** A start as it is sent. A repetition sends exactly the same, so that it never becomes a second cook. */
export interface StartOrder extends PlanBody {
  readonly request_id: string;
}

/** What is known of a start that the person asked for. */
export type StartAttempt =
  | { readonly phase: 'none' }
  | { readonly phase: 'sending'; readonly order: StartOrder }
  /** The connection broke, or the cooker has confirmed nothing: the cook may be on. */
  | { readonly phase: 'unknown'; readonly order: StartOrder; readonly message?: string }
  /** The vendor's cloud has acknowledged it, and the cooker has not shown it yet. */
  | { readonly phase: 'acknowledged'; readonly started: StartedCookDto }
  /** The cooker's own state shows the cook. */
  | { readonly phase: 'shown'; readonly started: StartedCookDto }
  /** It is known that nothing was started. */
  | { readonly phase: 'failed'; readonly error: ApiError };

/** No start was asked for. */
export const NO_START: StartAttempt = { phase: 'none' };

/** What a response means. */
export const afterResponse = (started: StartedCookDto): StartAttempt => ({
  phase: started.verified ? 'shown' : 'acknowledged',
  started,
});

/** Failures of the server's side after which it is known that no command was carried out. */
const NOT_SENT: ReadonlySet<string> = new Set([
  'ANOVA_TOKEN_REJECTED',
  'CLOUD_UNAVAILABLE',
  'COMMAND_REJECTED',
  'DEVICE_OFFLINE',
  'SAFETY_UNAVAILABLE',
  'STORAGE_UNAVAILABLE',
]);

/** Refusals that say nothing of the start itself: a response of a proxy, or that its cook is over. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(['UNREADABLE_RESPONSE', 'REQUEST_ID_REUSED']);

/** Refusals before the server has looked whether it knows the request: the first one may have started the cook. */
const NOT_LOOKED_UP: ReadonlySet<string> = new Set([
  'CSRF_TOKEN_INVALID',
  'INSUFFICIENT_SCOPE',
  'ORIGIN_NOT_ALLOWED',
  'RATE_LIMITED',
  'STORAGE_UNAVAILABLE',
  'UNAUTHORIZED',
  'VALIDATION_ERROR',
]);

/**
 * What a failure means. Whatever does not say that nothing was started leaves that open.
 * @param isRepeat whether the same request was sent before, with an unknown outcome
 */
export function afterFailure(order: StartOrder, error: unknown, isRepeat = false): StartAttempt {
  if (!(error instanceof ApiError)) return { phase: 'unknown', order };
  const { status, error: code } = error;
  const isOpenStill = SAYS_NOTHING.has(code) || (isRepeat && NOT_LOOKED_UP.has(code));
  const isKnown = !isOpenStill && ((status >= 400 && status < 500) || NOT_SENT.has(code));
  return isKnown ? { phase: 'failed', error } : { phase: 'unknown', order, message: error.message };
}

/** Whether the outcome of a start is still open, so that no other may begin. */
export const isOpen = ({ phase }: StartAttempt): boolean =>
  phase === 'sending' || phase === 'unknown' || phase === 'acknowledged';

/** How long an unfinished start is kept over a reload of the page, in milliseconds; the server knows it for longer. */
export const KEPT_FOR = 10 * 60_000;

/** An unfinished start as this browser keeps it. */
export const toKept = (order: StartOrder, at: number): string => JSON.stringify({ order, at });

/** The unfinished start of a page that was closed or loaded again; none when it is too old or unreadable. */
export function fromKept(text: string | undefined, now: number): StartAttempt {
  try {
    const { order, at } = JSON.parse(text ?? '') as { order: StartOrder; at: number };
    const isRecent = now - at >= 0 && now - at < KEPT_FOR;
    return isRecent && typeof order.request_id === 'string' ? { phase: 'unknown', order } : NO_START;
  } catch {
    return NO_START;
  }
}
