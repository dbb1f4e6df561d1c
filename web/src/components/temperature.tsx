import { SIGNS } from '../units/temperature.js';
import { temperatureNumber, unit } from '../units/unit.js';
import { t } from '../text/t.js';

/** A temperature in the unit of the page; a dash, read as "not known", when there is none. */
export function Temperature({ celsius, large = false }: { celsius: number | null; large?: boolean }) {
  const size = large ? 'temperature temperature-large' : 'temperature';
  if (celsius === null)
    return (
      <span class={size}>
        <span aria-hidden="true">–</span>
        <span class="only-read">{t('parts.unknown')}</span>
      </span>
    );
  return (
    <span class={size}>
      {temperatureNumber(celsius)}
      <span class="temperature-unit">
        {'\u00a0'}
        {SIGNS[unit.value]}
      </span>
    </span>
  );
}
