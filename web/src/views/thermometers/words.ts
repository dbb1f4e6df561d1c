import type { ProbeDto } from '../../../../src/thermometers/dto/thermometers.dto.js';
import { differenceInWords } from '../../units/difference.js';
import { t } from '../../text/t.js';
import { temperature } from '../../units/unit.js';

/** A slower change than this, in °C an hour, is called steady. */
const STEADY = 0.5;

/** How fast the value of a probe changes; undefined where that is not known. */
export function rateInWords({ rate_celsius_per_hour: rate, kind }: ProbeDto): string | undefined {
  if (rate === null || kind === 'humidity') return undefined;
  if (Math.abs(rate) < STEADY) return t('thermometers.steady');
  return t(rate > 0 ? 'thermometers.rising' : 'thermometers.falling', {
    rate: differenceInWords(Math.abs(rate)),
  });
}

/** A value of a probe with its unit. */
export const valueInWords = (value: number, isHumidity: boolean): string =>
  isHumidity ? t('thermometers.percent', { value: Math.round(value) }) : temperature(value);
