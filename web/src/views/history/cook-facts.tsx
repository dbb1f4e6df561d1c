import type { ComponentChildren } from 'preact';
import type { LogReductionDto, VerdictDto } from '../../../../src/cooking/dto/verdict.dto.js';
import type { CookDto } from '../../../../src/history/dto/cook.dto.js';
import { Card } from '../../components/card.js';
import { grammar } from '../../text/language.js';
import { t } from '../../text/t.js';
import { growthRange } from '../../units/growth-range.js';
import { temperature } from '../../units/unit.js';
import { organismInWords } from '../../components/organism-progress.js';
import { foodOutcome } from './timeline.js';
import { durationInWords } from './words.js';

/** How the plan of a cook was judged, and what its food reached. */
export function CookFacts({ cook }: { readonly cook: CookDto }) {
  const { safety, verdict, plan } = cook;
  const outcome = foodOutcome(cook);
  const core = safety?.core_temp_celsius ?? null;
  const zone = safety?.minutes_core_in_danger_zone ?? null;
  return (
    <Card heading={t('history.verdict')}>
      <p class={`history-outcome history-${outcome}`}>{t(`history.${outcome}`)}</p>
      <dl class="history-facts">
        <Fact name={t('history.allowedAs')}>{verdictInWords(verdict)}</Fact>
        <Reached reductions={safety?.log_reductions ?? []} />
        {core !== null && <Fact name={t('history.coreAtEnd')}>{temperature(core)}</Fact>}
        {zone !== null && <Fact name={t('history.dangerZone', growthRange())}>{durationInWords(zone)}</Fact>}
        {plan?.thickness_mm !== undefined && (
          <Fact name={t('history.thickness')}>
            {t('history.thicknessOf', { thickness: plan.thickness_mm })}
          </Fact>
        )}
        <Fact name={t('history.cooker')}>{cook.device_name}</Fact>
        {cook.requested_by !== null && <Fact name={t('history.startedBy')}>{cook.requested_by}</Fact>}
        {cook.stopped_by !== null && <Fact name={t('history.stoppedBy')}>{cook.stopped_by}</Fact>}
      </dl>
      <Warnings of={safety?.warnings ?? []} />
    </Card>
  );
}

interface FactProps {
  readonly name: string;
  readonly children: ComponentChildren;
}

const Fact = ({ name, children }: FactProps) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

function Reached({ reductions }: { readonly reductions: readonly LogReductionDto[] }) {
  if (reductions.length === 0) return null;
  return (
    <Fact name={t('history.reached')}>
      {reductions.map(({ organism, predicted, required }) => (
        <span key={organism}>
          {t('history.reachedOf', {
            organism: organismInWords(organism),
            reached: grammar.value.number.format(predicted),
            required,
          })}
        </span>
      ))}
    </Fact>
  );
}

function Warnings({ of: warnings }: { readonly of: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul class="history-warnings" lang="en">
      {warnings.map((warning) => (
        <li key={warning}>{warning}</li>
      ))}
    </ul>
  );
}

function verdictInWords(verdict: VerdictDto | null): string {
  switch (verdict?.verdict) {
    case undefined:
      return t('history.notJudged');
    case 'pasteurized':
      return t('history.pasteurizedPlan');
    case 'unpasteurized_allowed':
      return t('history.unpasteurizedPlan');
    case 'not_a_food_safety_matter':
      return t('history.noMatterPlan');
    case 'rejected':
      return t('history.rejectedPlan');
  }
}
