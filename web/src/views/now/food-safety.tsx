import type { StatusDto } from '../../../../src/cooking/dto/status.dto.js';
import { Card } from '../../components/card.js';
import { ProgressBar } from '../../components/progress-bar.js';
import { timeOfDay } from '../../text/dates.js';
import { grammar } from '../../text/language.js';
import { t } from '../../text/t.js';
import { progressOf, safetyState, type OrganismProgress, type SafetyState } from './now-state.js';
import { growthRange } from '../../units/growth-range.js';
import { organismInWords } from './words.js';

/** Where the food stands on its way to pasteurised. */
export function FoodSafety({ status }: { readonly status: StatusDto }) {
  const state = safetyState(status);
  if (state === undefined || state === 'throwAway') return null;
  const progress = progressOf(status);
  const zone = status.safety?.minutes_core_in_danger_zone ?? 0;
  return (
    <Card heading={t('now.safety')} class={`now-safety now-safety-${state}`}>
      <p class="now-verdict" role="status">
        {safetyInWords(state, status)}
      </p>
      {progress.length > 0 && state !== 'notNeeded' && (
        <ul class="now-progress" aria-label={t('now.progress')}>
          {progress.map((one) => (
            <Progress key={one.organism} of={one} />
          ))}
        </ul>
      )}
      {zone > 0 && <p class="now-quiet">{t('now.dangerZone', { count: zone, ...growthRange() })}</p>}
      {progress.length > 0 && state !== 'notNeeded' && <p class="now-quiet">{t('now.logExplained')}</p>}
    </Card>
  );
}

function Progress({ of: { organism, reached, required, part } }: { readonly of: OrganismProgress }) {
  const name = organismInWords(organism);
  const words = t('now.progressOf', { reached: grammar.value.number.format(reached), required });
  return (
    <li>
      <span class="now-organism">
        <b>{name}</b> <span>{words}</span>
      </span>
      <ProgressBar label={`${t('now.progress')}: ${name}`} part={part} words={words} />
    </li>
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
