import { createHmac } from 'node:crypto';

/** The headers of a signed message. */
export interface SignatureHeaders {
  /** When this attempt began, in seconds since 1970. */
  readonly 'x-coddle-timestamp': string;
  /** `sha256=` and the HMAC-SHA256 of timestamp, a full stop and the body, as hexadecimal digits. */
  readonly 'x-coddle-signature': string;
}

/**
 * Signs a body together with the time of the attempt, so that a receiver can refuse what was recorded and sent again.
 * @param at in milliseconds since 1970
 */
export function signatureHeaders(secret: string, body: string, at: number): SignatureHeaders {
  const timestamp = String(Math.floor(at / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return { 'x-coddle-timestamp': timestamp, 'x-coddle-signature': `sha256=${signature}` };
}
