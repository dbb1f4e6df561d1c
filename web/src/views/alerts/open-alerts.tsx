import { alertList } from '../../api/alerts.js';
import { AlertItem } from '../../components/alert-item.js';
import { ResourceCard } from '../../components/resource-card.js';
import { openAlerts } from '../../state/alerts.js';
import { t } from '../../text/t.js';
import { Messages } from './messages.js';

/** The alerts that are not over, those that wait for someone first. */
export const OpenAlerts = () => (
  <ResourceCard heading={t('alerts.open')} hint={t('alerts.intro')} of={alertList}>
    {({ next_cursor: next }) => {
      const all = openAlerts.value ?? [];
      if (all.length === 0) return <p>{t('alerts.noneOpen')}</p>;
      return (
        <>
          <ul class="alerts">
            {all.map((seen) => (
              <li key={seen.alert.alert_id}>
                <AlertItem of={seen} live>
                  <Messages of={seen.alert} />
                </AlertItem>
              </li>
            ))}
          </ul>
          {next !== null && <p>{t('alerts.notAll', { count: all.length })}</p>}
        </>
      );
    }}
  </ResourceCard>
);
