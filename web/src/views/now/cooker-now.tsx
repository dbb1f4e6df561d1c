import { Age } from '../../components/age.js';
import { Card } from '../../components/card.js';
import { agedAt, isOld } from '../../state/age.js';
import { canReachServer } from '../../state/connection.js';
import type { SeenCooker } from '../../state/cookers.js';
import { linkTo } from '../../state/route.js';
import { dateAndTime } from '../../text/dates.js';
import { t } from '../../text/t.js';
import { FiringAlerts } from './firing-alerts.js';
import { LiveCurve } from './live-curve.js';
import { mustBeThrownAway, summaryOf, type CookerSummary } from './now-state.js';
import { Numbers } from './numbers.js';
import { FoodSafety } from './food-safety.js';
import { Warnings } from './warnings.js';
import { starterInWords, summaryInWords } from './words.js';

/** One cooker: warnings first, then its state and numbers with their age, the food, and the course of the cook. */
export function CookerNow({ seen }: { readonly seen: SeenCooker }) {
  const { status } = seen;
  const summary = summaryOf(status, canReachServer.value, agedAt(seen));
  return (
    <>
      <h1>
        {t('now.heading')} <span class="now-device">{status.device_name}</span>
      </h1>
      <FiringAlerts />
      <Warnings seen={seen} />
      <div class={summary.isPast || isOld(seen) ? 'now now-past' : 'now'}>
        <Card class="now-state">
          <State seen={seen} summary={summary} />
          {summary.state !== 'never' && <Numbers seen={seen} />}
        </Card>
        <FoodSafety status={status} />
      </div>
      {status.cook !== null && <LiveCurve seen={seen} cookId={status.cook.cook_id} />}
      <Armed seen={seen} />
    </>
  );
}

function State({ seen, summary }: { readonly seen: SeenCooker; readonly summary: CookerSummary }) {
  const { status } = seen;
  const { cook } = status;
  return (
    <div class="now-words">
      {cook?.food_type !== undefined && <p class="now-food">{cook.food_type}</p>}
      <p class="now-sentence" role="status">
        {summaryInWords(summary, status.target_temp_celsius)}
      </p>
      <p class="now-when">
        <Age of={seen} />
        {cook !== null && (
          <span>
            {' · '}
            {t('now.startedBy', { when: dateAndTime(cook.started_at), who: starterInWords(cook.started_by) })}
          </span>
        )}
      </p>
      {summary.state === 'idle' && !mustBeThrownAway(status) && (
        <p>
          <a class="button button-primary" href={linkTo('start')}>
            {t('now.startACook')}
          </a>
        </p>
      )}
    </div>
  );
}

/** The owner's consent in advance, so that it is not forgotten. */
function Armed({ seen: { status } }: { readonly seen: SeenCooker }) {
  if (status.armed.length === 0) return null;
  return (
    <ul class="now-armed">
      {status.armed.map(({ principal, until, starts_left: count }) => (
        <li key={principal}>
          {t('now.armed', { principal, until: dateAndTime(until) })} {t('now.armedStarts', { count })}
        </li>
      ))}
    </ul>
  );
}
