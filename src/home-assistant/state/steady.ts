/**
 * An instant that is worked out anew all the time, such as the end of a timer: the one that was shown before, unless it
 * has moved by more than some seconds. Otherwise every rounding would be a change.
 */
export function steady(before: string | null | undefined, now: string | null, within: number): string | null {
  if (before == null || now === null) return now;
  return Math.abs(Date.parse(now) - Date.parse(before)) <= within * 1000 ? before : now;
}
