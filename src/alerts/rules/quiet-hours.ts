import type { QuietHours } from './alert-rule.js';

/** Minutes since midnight by the clock of the place. */
const minuteOf = (date: Date): number => date.getHours() * 60 + date.getMinutes();

/** Whether the hours hold this minute of the day. */
const holds = ({ from, to }: QuietHours, minute: number): boolean =>
  from <= to ? minute >= from && minute < to : minute >= from || minute < to;

/**
 * When something may be sent that came at this instant: the instant itself, or the end of the quiet hours that it falls
 * into. By the clock of the place, so that a change to summer time moves the end with it.
 * @param at in milliseconds since 1970
 */
export function quietUntil(hours: QuietHours | null, at: number): number {
  const minute = minuteOf(new Date(at));
  if (hours === null || !holds(hours, minute)) return at;
  const end = new Date(at);
  end.setHours(minute < hours.to ? 0 : 24, hours.to, 0, 0);
  // In the hour that is repeated when summer time ends, the first of two equal times is over already.
  return end.getTime() > at ? end.getTime() : at + (hours.to - minute) * 60_000;
}
