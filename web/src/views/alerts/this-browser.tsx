import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { obstacle } from '../../components/obstacle.js';
import { ErrorReason } from '../../components/resource-card.js';
import { canReachServer } from '../../state/connection.js';
import { t } from '../../text/t.js';
import { isPushSubscribed, isPushSupported, subscribeToPush, unsubscribeFromPush } from '../../push/push.js';
import { readSent } from './alerts-state.js';

/** Whether alerts are sent to this browser, and the switch for it. The browser asks the person after a click only. */
export function ThisBrowser() {
  return (
    <div class="this-browser">
      <h3>{t('alerts.browser')}</h3>
      {isPushSupported() ? <Subscription /> : <p class="hint">{t('alerts.cannotSubscribe')}</p>}
    </div>
  );
}

function Subscription() {
  const [isOn, setOn] = useState<boolean>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const canReach = canReachServer.value;
  const look = (): Promise<void> => isPushSubscribed().then(setOn);
  useEffect(() => {
    // What is not known now is asked for at the next connection.
    if (canReach) look().catch(() => undefined);
  }, [canReach]);
  const turn = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    await (isOn === true ? unsubscribeFromPush() : subscribeToPush()).then(look).catch(setError);
    setBusy(false);
    readSent();
  };
  const words = isOn === true ? 'alerts.unsubscribe' : 'alerts.subscribe';
  return (
    <>
      <p class="hint">{t(isOn === true ? 'alerts.subscribed' : 'alerts.browserHint')}</p>
      <div>
        <Button reason={obstacle() ?? (isBusy ? t('parts.reading') : undefined)} onClick={() => void turn()}>
          {t(words)}
        </Button>
      </div>
      <div role="status">{error !== undefined && <Failed error={error} />}</div>
    </>
  );
}

function Failed({ error }: { readonly error: unknown }) {
  return (
    <Notice severity="danger">
      {error instanceof DOMException ? t('alerts.mayNot') : <ErrorReason error={error} />}
    </Notice>
  );
}
