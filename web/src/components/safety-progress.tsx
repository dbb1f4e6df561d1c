import type { LogReductionDto } from '../../../src/cooking/dto/verdict.dto.js';
import { grammar } from '../text/language.js';
import { t } from '../text/t.js';
import { organismInWords, progressOf, type OrganismProgress } from './organism-progress.js';
import { ProgressBar } from './progress-bar.js';

/** How far each pathogen is inactivated. */
export const SafetyProgress = ({ of }: { readonly of: readonly LogReductionDto[] }) => (
  <ul class="safety-progress" aria-label={t('now.progress')}>
    {progressOf(of).map((one) => (
      <Progress key={one.organism} of={one} />
    ))}
  </ul>
);

function Progress({ of: { organism, reached, required, part } }: { readonly of: OrganismProgress }) {
  const name = organismInWords(organism);
  const words = t('now.progressOf', { reached: grammar.value.number.format(reached), required });
  return (
    <li>
      <span class="safety-organism">
        <b>{name}</b> <span>{words}</span>
      </span>
      <ProgressBar label={`${t('now.progress')}: ${name}`} part={part} words={words} />
    </li>
  );
}
