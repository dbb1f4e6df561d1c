import type { PicturedVerdictDto } from '../../../../src/cooking/dto/heating-curve.dto.js';
import type { SettingDto } from '../../../../src/cooking/dto/verdict.dto.js';
import { UnreachableError } from '../../api/api-error.js';
import { Button } from '../../components/button.js';
import { Card } from '../../components/card.js';
import { Notice } from '../../components/notice.js';
import { duration } from '../../text/duration.js';
import { t } from '../../text/t.js';
import { temperature } from '../../units/unit.js';
import { HeatingPicture } from './heating-picture.js';
import type { PlanBody } from './plan-form.js';
import { form, question, reading, verdict } from './start-state.js';
import { withSetting } from './plan-form.js';

/** The verdict on the form, which follows every change of it. */
export function VerdictCard() {
  const { last } = question.state.value;
  const current = verdict.value;
  const shown = current ?? (reading.value.kind === 'plan' ? last?.response : undefined);
  return (
    <Card heading={t('start.verdict')} class="verdict">
      <div aria-live="polite">
        <Headline shown={current} />
      </div>
      {shown !== undefined && last !== undefined && (
        <div
          class={current === undefined ? 'verdict-of-before' : undefined}
          aria-busy={current === undefined}
        >
          <Judgement verdict={shown} body={JSON.parse(last.question) as PlanBody} />
        </div>
      )}
    </Card>
  );
}

function Headline({ shown }: { shown: PicturedVerdictDto | undefined }) {
  const { phase, error, last } = question.state.value;
  const { kind } = reading.value;
  if (kind === 'incomplete') return <p>{t('start.incomplete')}</p>;
  if (kind === 'unreadable') return <p>{t('start.unreadable')}</p>;
  if (shown !== undefined) return <Outcome verdict={shown} />;
  if (phase !== 'failed')
    return <p class="hint">{t(last === undefined ? 'start.judging' : 'start.judgingAnew')}</p>;
  const isUnreached = error instanceof UnreachableError;
  return (
    <Notice severity="warning">
      <p>
        {t('start.notJudged', { reason: isUnreached ? t('start.notReached') : '' })}{' '}
        {!isUnreached && <span lang="en">{error instanceof Error ? error.message : ''}</span>}
      </p>
      <Button onClick={() => question.askAgain()}>{t('start.askAgain')}</Button>
    </Notice>
  );
}

const SEVERITIES = {
  pasteurized: 'success',
  unpasteurized_allowed: 'warning',
  not_a_food_safety_matter: 'success',
  rejected: 'danger',
} as const;

/** The outcome, and for a refusal its reasons. */
function Outcome({ verdict: { verdict: outcome, violations } }: { verdict: PicturedVerdictDto }) {
  return (
    <Notice severity={SEVERITIES[outcome]}>
      <p class="verdict-outcome">{t(`start.${outcome}`)}</p>
      {violations.map(({ error, message }) => (
        <p key={error} lang="en">
          {message}
        </p>
      ))}
    </Notice>
  );
}

function Judgement({ verdict: judged, body }: { verdict: PicturedVerdictDto; body: PlanBody }) {
  const { curve, alternatives, warnings, assumptions, sources } = judged;
  return (
    <>
      {alternatives.length > 0 && <Alternatives settings={alternatives} />}
      {warnings.map((warning) => (
        <Notice key={warning} severity="warning" lang="en">
          {warning}
        </Notice>
      ))}
      {curve && (
        <section class="verdict-part">
          <h3>{t('start.picture')}</h3>
          <HeatingPicture curve={curve} hold={body.time_minutes} />
        </section>
      )}
      <Sentences heading={t('start.assumptions')} sentences={assumptions} />
      <details>
        <summary>{t('start.sources')}</summary>
        <ul lang="en">
          {sources.map((source) => (
            <li key={source}>{source}</li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** The settings that are accepted instead, each as a button that fills the form. */
function Alternatives({ settings }: { settings: readonly SettingDto[] }) {
  return (
    <section class="verdict-part">
      <h3>{t('start.alternatives')}</h3>
      <div class="verdict-alternatives">
        {settings.map((setting) => (
          <Button
            key={setting.temperature_celsius}
            onClick={() => void (form.value = withSetting(form.peek(), setting))}
          >
            {t('start.alternative', {
              temperature: temperature(setting.temperature_celsius),
              time: duration(setting.time_minutes),
            })}
          </Button>
        ))}
      </div>
    </section>
  );
}

function Sentences({ heading, sentences }: { heading: string; sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <section class="verdict-part">
      <h3>{heading}</h3>
      <ul lang="en">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
