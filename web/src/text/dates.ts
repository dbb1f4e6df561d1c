import { computed } from '@preact/signals';
import { language } from './language.js';
import { hourDigits, varietyOf } from './languages.js';

const variety = computed(() => varietyOf(language.value, navigator.languages));

const times = computed(
  () => new Intl.DateTimeFormat(variety.value, { hour: hourDigits(variety.value), minute: '2-digit' }),
);
const dayAndTime = (exact: Intl.DateTimeFormatOptions = {}) =>
  new Intl.DateTimeFormat(variety.value, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: hourDigits(variety.value),
    minute: '2-digit',
    ...exact,
  });
const dates = computed(() => dayAndTime());
const exactDates = computed(() => dayAndTime({ second: '2-digit' }));
const days = computed(
  () => new Intl.DateTimeFormat(variety.value, { day: 'numeric', month: 'long', year: 'numeric' }),
);

/** The time of day of a moment, such as `13:04` or `1:04 PM`. */
export const timeOfDay = (moment: string | number | Date): string => times.value.format(new Date(moment));

/** Day and time of a moment, such as `Fri, 20 Nov, 13:04`. */
export const dateAndTime = (moment: string | number | Date): string => dates.value.format(new Date(moment));

/** Day and exact time of a moment, such as `Fri, 20 Nov, 13:04:09`. */
export const exactly = (moment: string | number | Date): string => exactDates.value.format(new Date(moment));

/** The day of a moment, such as `20 November 2026`. */
export const dayOf = (moment: string | number | Date): string => days.value.format(new Date(moment));
