import { dayOf, timeOfDay } from '../../text/dates.js';
import { t } from '../../text/t.js';
import { temperature } from '../../units/unit.js';

const HOUR = 60;

/** Whole minutes as hours and minutes. */
export const durationInWords = (minutes: number): string =>
  minutes < HOUR
    ? t('history.minutes', { minutes })
    : t('history.hours', { hours: Math.floor(minutes / HOUR), minutes: minutes % HOUR });

/** The setting of a cooker in words. */
export function settingInWords(target: number | null, minutes: number | null): string {
  if (target === null) return t('history.unknownSetting');
  return minutes === null
    ? t('history.noTimer', { target: temperature(target) })
    : t('history.setting', { target: temperature(target), time: durationInWords(minutes) });
}

/** When a cook began; it may be years ago. */
export const startInWords = (moment: string): string => `${dayOf(moment)}, ${timeOfDay(moment)}`;
