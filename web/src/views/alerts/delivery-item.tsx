import type { AlertDeliveryDto, DeliveryAttemptDto } from '../../../../src/alerts/dto/alert-delivery.dto.js';
import { exactly } from '../../text/dates.js';
import { t } from '../../text/t.js';

/** A message for one channel: what became of it, and every attempt to send it. */
export function DeliveryItem({ of: delivery }: { readonly of: AlertDeliveryDto }) {
  const { notice, title, channel, state, attempts, maybe_twice: maybeTwice } = delivery;
  return (
    <li>
      <p>
        <b>{t(`alerts.${notice}Notice`)}</b> <bdi>{title}</bdi> {t('alerts.sentBy', { channel })}:{' '}
        <span class={`delivery delivery-${state}`}>{stateInWords(delivery)}</span>
      </p>
      {maybeTwice && <p class="hint">{t('alerts.maybeTwice')}</p>}
      {attempts.length > 0 && (
        <ol class="attempts">
          {attempts.map((attempt) => (
            <Attempt key={attempt.at} of={attempt} />
          ))}
        </ol>
      )}
    </li>
  );
}

/** A test is sent once, over its channel alone. */
function stateInWords({ state, notice, next_attempt_at: next }: AlertDeliveryDto): string {
  if (state === 'waiting' && next !== null) return t('alerts.waitingUntil', { when: exactly(next) });
  return notice === 'test' && state === 'failed' ? t('alerts.attempt_failed') : t(`alerts.${state}`);
}

function Attempt({ of: { at, result, why, retry_at: again } }: { readonly of: DeliveryAttemptDto }) {
  return (
    <li>
      {exactly(at)}: {t(`alerts.attempt_${result}`)}.{' '}
      {why !== null && <span lang="en">{why.endsWith('.') ? why : `${why}.`}</span>}{' '}
      {again !== null && t('alerts.again', { when: exactly(again) })}
    </li>
  );
}
