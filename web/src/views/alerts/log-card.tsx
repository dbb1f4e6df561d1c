import { ResourceCard } from '../../components/resource-card.js';
import { t } from '../../text/t.js';
import { log } from './alerts-state.js';
import { DeliveryItem } from './delivery-item.js';

/** The newest messages over all channels, tests too. */
export const LogCard = () => (
  <ResourceCard heading={t('alerts.log')} hint={t('alerts.logHint')} of={log}>
    {({ deliveries }) =>
      deliveries.length === 0 ? (
        <p>{t('alerts.nothingYet')}</p>
      ) : (
        <ul class="items">
          {deliveries.map((delivery) => (
            <DeliveryItem key={delivery.delivery_id} of={delivery} />
          ))}
        </ul>
      )
    }
  </ResourceCard>
);
