import type { SendResult } from '../alert-channel.js';

/** A response, as far as a channel looks at it. */
export interface OutgoingResponse {
  readonly host: string;
  readonly status: number;
  /** The pause that is asked for, in milliseconds. */
  readonly retryAfter: number | undefined;
  /** The beginning of the body, where it was asked for. */
  readonly body: string;
}

/**
 * The same request would be refused again: it is malformed, too large, or of a kind that is not served. Of others, such
 * as 401 or 404, the cause may be mended on the other side while the message waits.
 */
const FINAL: ReadonlySet<number> = new Set([400, 405, 406, 410, 411, 413, 414, 415, 417, 422, 431, 501, 505]);

/** A gateway has no response of the server behind it, which may have taken the message. RFC 9110, 15.6.3 and 15.6.5. */
const NOT_KNOWN: ReadonlySet<number> = new Set([502, 504]);

/** What a response means for the message. */
export function resultOfResponse({ host, status, retryAfter }: OutgoingResponse): SendResult {
  if (status >= 200 && status < 300) return { sent: true };
  const isRedirect = status >= 300 && status < 400;
  const why = isRedirect
    ? `${host} leads to another address (status ${status}), which is not followed.`
    : `${host} responded with status ${status}.`;
  return {
    sent: false,
    why,
    mayRetry: !FINAL.has(status),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(NOT_KNOWN.has(status) ? { mayHaveArrived: true } : {}),
  };
}
