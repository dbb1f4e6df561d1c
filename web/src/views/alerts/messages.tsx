import { useEffect, useState } from 'preact/hooks';
import type { AlertDto, AlertWithDeliveriesDto } from '../../../../src/alerts/dto/alert.dto.js';
import { getJson } from '../../api/client.js';
import { pathOf } from '../../api/resource.js';
import { ruleName } from '../../text/rule-name.js';
import { t } from '../../text/t.js';
import { log } from './alerts-state.js';
import { DeliveryItem } from './delivery-item.js';

/** What was sent about an alert, with every attempt: read when it is opened, and again as the log changes. */
export function Messages({ of: alert }: { readonly of: AlertDto }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="alert-messages" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {t('alerts.messages')}{' '}
        <span class="only-read">{`${ruleName(alert.rule_name)}, ${alert.thing.name}`}</span>
      </summary>
      {isOpen && <Sent of={alert} />}
    </details>
  );
}

function Sent({ of: { alert_id: id, state, escalations: count } }: { readonly of: AlertDto }) {
  const [read, setRead] = useState<AlertWithDeliveriesDto>();
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    const control = new AbortController();
    const { signal } = control;
    getJson<AlertWithDeliveriesDto>(`/alerts${pathOf(id)}`, { signal }).then(
      (found) => {
        setRead(found);
        setFailed(false);
      },
      () => setFailed(!signal.aborted),
    );
    return () => control.abort();
  }, [id, state, log.value.value]);
  if (hasFailed) return <p class="problem">{t('parts.notRead', { reason: '' })}</p>;
  if (read === undefined) return <p class="hint">{t('parts.reading')}</p>;
  if (read.deliveries.length === 0) return <p class="hint">{t('alerts.noMessages')}</p>;
  return (
    <>
      {count > 0 && <p class="hint">{t('alerts.escalated', { count })}</p>}
      <ul class="items">
        {read.deliveries.map((delivery) => (
          <DeliveryItem key={delivery.delivery_id} of={delivery} />
        ))}
      </ul>
    </>
  );
}
