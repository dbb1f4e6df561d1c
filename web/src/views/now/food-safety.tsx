import type { StatusDto } from '../../../../src/cooking/dto/status.dto.js';
import { Card } from '../../components/card.js';
import { SafetyProgress } from '../../components/safety-progress.js';
import { timeOfDay } from '../../text/dates.js';
import { t } from '../../text/t.js';
import { safetyState, type SafetyState } from './now-state.js';
import { growthRange } from '../../units/growth-range.js';

/** Where the food stands on its way to pasteurised. */
export function FoodSafety({ status }: { readonly status: StatusDto }) {
  const state = safetyState(status);
  if (state === undefined || state === 'throwAway') return null;
  const reductions = status.safety?.log_reductions ?? [];
  const isMeasured = status.safety?.measured_core !== undefined;
  const isCounted = reductions.length > 0 && state !== 'notNeeded';
  const zone = status.safety?.minutes_core_in_danger_zone ?? 0;
  return (
    <Card heading={t('now.safety')} class={`now-safety now-safety-${state}`}>
      <p class="now-verdict" role="status">
        {safetyInWords(state, status)}
      </p>
      {isCounted && <SafetyProgress of={reductions} />}
      {zone > 0 && <p class="now-quiet">{t('now.dangerZone', { count: zone, ...growthRange() })}</p>}
      {isCounted && <p class="now-quiet">{t(isMeasured ? 'now.logMeasured' : 'now.logExplained')}</p>}
    </Card>
  );
}

function safetyInWords(state: Exclude<SafetyState, 'throwAway'>, { safety }: StatusDto): string {
  const at = safety?.pasteurized_at ?? null;
  if (state === 'notNeeded') return t('now.notNeeded');
  if (state === 'pasteurized')
    return at === null ? t('now.pasteurized') : t('now.safeSince', { time: timeOfDay(at) });
  if (at === null) return t('now.notYet');
  return t('now.safeAhead', { time: timeOfDay(at) });
}
