/** A pause that is longer counts as a day: then the message is given up in any case. */
const LONGEST = 86_400_000;
const SECONDS = /^\d{1,9}$/;
/** The one form that RFC 9110, 5.6.7 has senders use. */
const DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * The pause that a header `Retry-After` asks for, in milliseconds; undefined where it cannot be read. RFC 9110, 10.2.3.
 * @param now in milliseconds since 1970
 */
export function retryAfterOf(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (SECONDS.test(text)) return Math.min(Number(text) * 1000, LONGEST);
  if (!DATE.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.min(Math.max(at - now, 0), LONGEST);
}
