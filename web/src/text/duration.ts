import { t } from './t.js';

const HOUR = 60;
/** Up to here a duration is said in minutes alone. */
const IN_MINUTES = 120;

/** A duration in words, such as "81 min" or "2 h 5 min". */
export function duration(minutes: number): string {
  if (minutes < IN_MINUTES) return t('parts.minutes', { minutes });
  const whole = Math.round(minutes);
  const [hours, rest] = [Math.floor(whole / HOUR), whole % HOUR];
  return rest === 0 ? t('parts.hours', { hours }) : t('parts.hoursAndMinutes', { hours, minutes: rest });
}
