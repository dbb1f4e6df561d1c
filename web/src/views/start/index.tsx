import { useEffect } from 'preact/hooks';
import { Button } from '../../components/button.js';
import { Card } from '../../components/card.js';
import { readFoods } from '../../components/food-input.js';
import { canReachServer } from '../../state/connection.js';
import { cookers } from '../../state/cookers.js';
import { isSignedOut } from '../../state/session.js';
import { t } from '../../text/t.js';
import { AttemptCard } from './attempt-card.js';
import { PlanFields } from './plan-fields.js';
import { obstacleTo } from './start-conditions.js';
import { attempt, deviceId, question, reading, startPlan, verdict } from './start-state.js';
import { VerdictCard } from './verdict-card.js';
import './start.css';

/** The view Start: a plan, its verdict while it is filled in, and one start. */
export default function StartView() {
  const plan = reading.value;
  const isAsked = plan.kind === 'plan' && !isSignedOut.value;
  useEffect(() => question.ask(isAsked ? plan.body : undefined), [plan, isAsked]);
  useEffect(() => {
    if (!canReachServer.value || isSignedOut.value) return;
    void readFoods();
    if (question.state.peek().phase === 'failed') question.askAgain();
  }, [canReachServer.value, isSignedOut.value]);
  return (
    <>
      <h1>{t('start.heading')}</h1>
      <form class="start" autocomplete="off" onSubmit={submit}>
        <Card heading={t('start.plan')} class="plan">
          <PlanFields />
        </Card>
        <VerdictCard />
        <div class="start-send">
          <StartButton />
          <AttemptCard />
        </div>
      </form>
    </>
  );
}

/** The Enter key in a field starts as the button does: only what is allowed. */
function submit(event: Event): void {
  event.preventDefault();
  if (obstacle() === undefined) startPlan();
}

const obstacle = () =>
  obstacleTo({
    attempt: attempt.value,
    isSignedOut: isSignedOut.value,
    canReachServer: canReachServer.value,
    reading: reading.value.kind,
    verdict: verdict.value,
    status: statusOfPlan(),
  });

const statusOfPlan = () => cookers.value.get(deviceId.value ?? '')?.status;

function StartButton() {
  const reason = obstacle();
  const name = statusOfPlan()?.device_name;
  return (
    <Button kind="primary" type="submit" reason={reason === undefined ? undefined : t(reason)}>
      {name === undefined ? t('start.start') : t('start.startOn', { name })}
    </Button>
  );
}
