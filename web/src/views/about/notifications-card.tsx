import { Button } from '../../components/button.js';
import { Card } from '../../components/card.js';
import { Notice } from '../../components/notice.js';
import { endNotifications, isNotifying, permission, wantNotifications } from '../../notify/setting.js';
import { t } from '../../text/t.js';

/** The switch for notifications. The browser is asked after a click only. */
export function NotificationsCard() {
  return (
    <Card heading={t('about.notifications')}>
      <p>{t('about.notificationsHint')}</p>
      <Switch />
    </Card>
  );
}

function Switch() {
  if (permission.value === 'impossible') return <p class="hint">{t('about.notifyImpossible')}</p>;
  if (isNotifying.value)
    return (
      <>
        <p>{t('about.notifyOn')}</p>
        <div>
          <Button onClick={endNotifications}>{t('about.notifyOff')}</Button>
        </div>
      </>
    );
  return (
    <>
      {permission.value === 'denied' && (
        <Notice severity="warning" live>
          {t('about.notifyDenied')}
        </Notice>
      )}
      <div>
        <Button kind="primary" onClick={() => void wantNotifications()}>
          {t('about.notify')}
        </Button>
      </div>
    </>
  );
}
