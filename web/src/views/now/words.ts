import type { StatusDto } from '../../../../src/cooking/dto/status.dto.js';
import { t } from '../../text/t.js';
import { temperature } from '../../units/unit.js';
import type { CookerSummary } from './now-state.js';

/** A target in words; it may be unknown. */
const targetInWords = (celsius: number | null): string =>
  celsius === null ? t('now.someTemperature') : temperature(celsius);

/** What a cooker does, in a sentence. */
function stateInWords({ state, endedMinutes }: CookerSummary, targetCelsius: number | null): string {
  const target = targetInWords(targetCelsius);
  switch (state) {
    case 'never':
      return t('now.never');
    case 'idle':
      return t('now.idle');
    case 'preheating':
      return t('now.preheating', { target });
    case 'cooking':
      return t('now.cooking', { target });
    case 'done':
      return endedMinutes < 1
        ? t('now.justDone', { target })
        : t('now.done', { count: endedMinutes, target });
    case 'holding':
      return t('now.holding', { target });
    case 'ice_bath':
      return t('now.iceBath');
    case 'fault':
      return t('now.fault');
    case 'unknown':
      return t('now.unknown');
  }
}

/** The same, said to be what was last seen where it may be another by now. */
export function summaryInWords(summary: CookerSummary, targetCelsius: number | null): string {
  const state = stateInWords(summary, targetCelsius);
  return summary.isPast ? t('now.wasLast', { state }) : state;
}

/** What prevents cooking, and what to do. */
export function faultInWords(fault: NonNullable<StatusDto['fault']>): string {
  switch (fault) {
    case 'low-water':
      return t('now.lowWater');
    case 'water-leak':
      return t('now.waterLeak');
    case 'overheated':
      return t('now.overheated');
    case 'motor-stuck':
      return t('now.motorStuck');
    case 'heater-failed':
      return t('now.heaterFailed');
    case 'device-failure':
      return t('now.deviceFailure');
  }
}

const HOUR = 60;

/** Whole minutes as hours and minutes. */
export const durationInWords = (minutes: number): string =>
  minutes < HOUR
    ? t('now.minutes', { minutes })
    : t('now.hours', { hours: Math.floor(minutes / HOUR), minutes: minutes % HOUR });

/** Who started a cook. */
export function starterInWords(startedBy: string): string {
  switch (startedBy) {
    case 'coddle':
      return t('now.byCoddle');
    case 'app':
      return t('now.byApp');
    case 'device':
      return t('now.byDevice');
    default:
      return t('now.byUnknown');
  }
}
