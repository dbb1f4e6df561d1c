import { InvalidRequestError } from '../../http/http-errors.js';
import { CommandNotOfNowError } from './home-assistant.errors.js';

/** A start that is older is refused, in ms: whoever sent it has long seen that nothing happened. */
const LONGEST_AGE = 10_000;
/** How far ahead a clock may be, in ms. */
const FURTHEST_AHEAD = 10_000;
/** A larger number counts milliseconds since 1970, a smaller one seconds. */
const FIRST_MILLISECONDS = 100_000_000_000;
/** An instant with its zone, as Home Assistant writes it. */
const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)$/;

/** When a command was sent, in milliseconds since 1970; undefined where its field `at` is no instant. */
export function instantIn(value: unknown): number | undefined {
  if (typeof value === 'number') {
    const at = Math.abs(value) < FIRST_MILLISECONDS ? value * 1000 : value;
    return Number.isFinite(at) ? at : undefined;
  }
  if (typeof value !== 'string' || !INSTANT.test(value)) return undefined;
  const at = Date.parse(value.replace(' ', 'T').replace(/\.(\d{3})\d+/, '.$1'));
  return Number.isNaN(at) ? undefined : at;
}

/**
 * Checks that a start was sent just now, by a clock that agrees with that of this server.
 * @param now in milliseconds since 1970
 * @param runningFor for how long this server has run, in ms: nothing older than it is obeyed
 * @throws InvalidRequestError, CommandNotOfNowError
 */
export function assertOfNow(value: unknown, now: number, runningFor: number): void {
  const at = instantIn(value);
  if (at === undefined) {
    const rule = 'at must be when it was sent: ISO 8601 with a zone, or seconds since 1970.';
    throw new InvalidRequestError(rule, { details: { field: 'at' } });
  }
  const age = now - at;
  if (age > Math.min(LONGEST_AGE, runningFor)) throw tooOld(age);
  if (age < -FURTHEST_AHEAD)
    throw new CommandNotOfNowError(
      `Its instant lies ${inWords(-age)} ahead: the clock of Home Assistant or that of this server is wrong. Nothing was started.`,
      { details: { field: 'at' } },
    );
}

const tooOld = (age: number): CommandNotOfNowError =>
  new CommandNotOfNowError(
    `This start was sent ${inWords(age)} ago, so it came too late: nothing was started. Send it again if you still want it.`,
    { details: { field: 'at' } },
  );

/** "1 second", "12 seconds", "3 minutes", "2 hours" */
function inWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 120) return counted(seconds, 'second');
  return seconds < 7200
    ? counted(Math.round(seconds / 60), 'minute')
    : counted(Math.round(seconds / 3600), 'hour');
}

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;
