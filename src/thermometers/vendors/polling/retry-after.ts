import { type Milliseconds, milliseconds } from '../../../shared/units.js';

/** The longest wait that a header may ask for, in ms: a wrong one must not end the polling for weeks. */
const LONGEST = 24 * 3_600_000;

/**
 * How long a response asks to wait before the next request: seconds, or a date (RFC 9110, section 10.2.3).
 * @param now by the clock of the response where it has a date, in ms since 1970
 * @returns undefined where the header is missing or is neither
 */
export function retryAfter(header: string | null, now: number): Milliseconds | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return milliseconds(Math.min(Number(text) * 1_000, LONGEST));
  // Date.parse takes many forms; only one with the name of a day is a date in HTTP.
  const instant = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(instant) ? undefined : milliseconds(Math.min(Math.max(0, instant - now), LONGEST));
}
