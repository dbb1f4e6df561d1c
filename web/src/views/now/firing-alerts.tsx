import { alertList } from '../../api/alerts.js';
import { AlertItem } from '../../components/alert-item.js';
import { Refusal } from '../../components/resource-card.js';
import { firingAlerts, openAlerts } from '../../state/alerts.js';
import { linkTo } from '../../state/route.js';
import { t } from '../../text/t.js';

/** So many alerts stand before the cooker; the view Alerts has all. */
const SHOWN = 3;

/** The alerts that wait for someone to acknowledge them, and a link to the others. */
export function FiringAlerts() {
  const shown = firingAlerts.value.slice(0, SHOWN);
  const count = (openAlerts.value?.length ?? 0) - shown.length;
  if (shown.length + count === 0) return null;
  return (
    <section class="now-warnings" aria-label={t('frame.alerts')}>
      {shown.map((seen) => (
        <AlertItem key={seen.alert.alert_id} of={seen} live isBrief={seen.alert.severity === 'info'} />
      ))}
      <Refusal of={alertList} />
      {count > 0 && (
        <p>
          <a href={linkTo('alerts')}>{t(shown.length > 0 ? 'alert.more' : 'alert.open', { count })}</a>
        </p>
      )}
    </section>
  );
}
