import { agedAt, isOld, type Aged } from '../state/age.js';
import { t } from '../text/t.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Younger readings than this are called current. */
const CURRENT = 5;

/** An age in words, such as "3 minutes ago". */
export function ageInWords(seconds: number | null): string {
  if (seconds === null) return t('parts.neverSeen');
  if (seconds < CURRENT) return t('parts.justNow');
  if (seconds < MINUTE) return t('parts.secondsAgo', { count: Math.floor(seconds) });
  if (seconds < HOUR) return t('parts.minutesAgo', { count: Math.floor(seconds / MINUTE) });
  if (seconds < DAY) return t('parts.hoursAgo', { count: Math.floor(seconds / HOUR) });
  return t('parts.daysAgo', { count: Math.floor(seconds / DAY) });
}

/** How old a value is, in words that follow the clock. `isStale`: whether it counts as old; by default after 15 s. */
export function Age({ of, isStale = isOld(of) }: { of: Aged; isStale?: boolean }) {
  return <span class={isStale ? 'age age-stale' : 'age'}>{ageInWords(agedAt(of))}</span>;
}
