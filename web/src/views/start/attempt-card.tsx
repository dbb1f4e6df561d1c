import type { ComponentChildren } from 'preact';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { linkTo } from '../../state/route.js';
import { duration } from '../../text/duration.js';
import { t } from '../../text/t.js';
import { temperature } from '../../units/unit.js';
import type { PlanBody } from './plan-form.js';
import type { StartAttempt } from './start-attempt.js';
import { remedyFor } from './start-conditions.js';
import { attempt, forgetStart, repeatStart } from './start-state.js';

/** What is known of the start that the person asked for, read out as it changes. */
export function AttemptCard() {
  return (
    <div role="status" class="attempt">
      <Attempt known={attempt.value} />
    </div>
  );
}

function Attempt({ known }: { known: StartAttempt }) {
  switch (known.phase) {
    case 'none':
      return null;
    case 'sending':
      return <Steps done={0}>{t('start.sendingWords')}</Steps>;
    case 'acknowledged':
      return <Steps done={2}>{t('start.acknowledgedWords')}</Steps>;
    case 'shown':
      return <Shown summary={known.started.summary} />;
    case 'unknown':
      return <Unknown known={known} />;
    case 'failed':
      return (
        <Notice severity="danger">
          <p class="verdict-outcome">{t('start.failedWords')}</p>
          <p lang="en">{known.error.message}</p>
          <p>{t(remedyFor(known.error.error))}</p>
        </Notice>
      );
  }
}

const STEPS = ['sending', 'acknowledged', 'shown'] as const;

/** The way of a start: sent, acknowledged, shown by the cooker. */
function Steps({ done, children }: { done: number; children: ComponentChildren }) {
  return (
    <div class="attempt-way">
      <p>{children}</p>
      <ol class="attempt-steps" aria-label={t('start.starting')}>
        {STEPS.map((step, index) => {
          const state = index < done ? 'stepDone' : index === done ? 'stepNow' : 'stepOpen';
          return (
            <li key={step} class={`attempt-${state}`}>
              {t(`start.${step}`)} <span class="hint">({t(`start.${state}`)})</span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

const Shown = ({ summary }: { summary: string }) => (
  <Notice severity="success">
    <p class="verdict-outcome">{t('start.shownWords')}</p>
    <p lang="en">{summary}</p>
    <p>
      <a href={linkTo('now')}>{t('start.toNow')}</a>
    </p>
  </Notice>
);

function Unknown({ known: { order, message } }: { known: Extract<StartAttempt, { phase: 'unknown' }> }) {
  const isUnconfirmed = message !== undefined;
  return (
    <Notice severity="warning">
      <p>
        {t(isUnconfirmed ? 'start.unconfirmedWords' : 'start.unknownWords', { plan: planInWords(order) })}
      </p>
      {isUnconfirmed && <p lang="en">{message}</p>}
      <div class="attempt-choices">
        <Button kind="primary" onClick={repeatStart}>
          {t('start.askAgain')}
        </Button>
        <a href={linkTo('now')}>{t('start.toNow')}</a>
        <Button kind="quiet" onClick={forgetStart}>
          {t('start.forget')}
        </Button>
      </div>
    </Notice>
  );
}

const planInWords = ({
  food_type: food,
  temperature_celsius: celsius,
  time_minutes: minutes,
}: PlanBody): string =>
  t('start.planInWords', {
    food: food ?? t('start.unnamedFood'),
    temperature: temperature(celsius),
    time: duration(minutes),
  });
