import type { MeasuredSafetyDto } from '../../../../src/cooking/probes/dto/probe-session.dto.js';
import { Notice } from '../../components/notice.js';
import { SafetyProgress } from '../../components/safety-progress.js';
import { timeOfDay } from '../../text/dates.js';
import { t } from '../../text/t.js';
import { growthRange } from '../../units/growth-range.js';

/** What the measured core says of the food: the verdict, each pathogen, and what it rests on. */
export function MeasuredSafety({ safety }: { readonly safety: MeasuredSafetyDto }) {
  const { verdict, log_reductions: reductions, minutes_core_in_danger_zone: zone, basis, warnings } = safety;
  const isCounted = reductions.length > 0 && verdict !== 'not_a_food_safety_matter';
  return (
    <>
      {verdict === 'must_be_discarded' ? (
        <Notice severity="danger" live>
          <b>{t('now.throwAway')}.</b> {t('now.throwAwayWhy', growthRange())}
        </Notice>
      ) : (
        <p class={`session-verdict session-verdict-${verdict}`} role="status">
          {verdictInWords(safety)}
        </p>
      )}
      {warnings.length > 0 && (
        <Notice severity="warning" lang="en">
          {warnings.join(' ')}
        </Notice>
      )}
      {isCounted && <SafetyProgress of={reductions} />}
      {zone > 0 && <p class="hint">{t('now.dangerZone', { count: Math.round(zone), ...growthRange() })}</p>}
      <p class="hint">
        {t('thermometers.basis')}: <span lang="en">{basis}</span>
      </p>
    </>
  );
}

function verdictInWords({ verdict, pasteurized_at: at }: MeasuredSafetyDto): string {
  if (verdict === 'pasteurized')
    return at === null ? t('now.pasteurized') : t('thermometers.pasteurizedSince', { time: timeOfDay(at) });
  if (verdict === 'not_a_food_safety_matter') return t('now.notNeeded');
  if (verdict === 'unknown') return t('thermometers.verdictUnknown');
  return at === null
    ? t('thermometers.notPasteurized')
    : t('thermometers.pasteurizedAhead', { time: timeOfDay(at) });
}
