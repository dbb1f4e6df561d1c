import { hasNewVersion } from '../api/service-worker.js';
import { Button } from '../components/button.js';
import { Notice } from '../components/notice.js';
import { connection, type Connection } from '../state/connection.js';
import { areCookiesBlocked } from '../state/cookies.js';
import { isStorageBlocked } from '../state/kept.js';
import { isSignedOut, session } from '../state/session.js';
import { t } from '../text/t.js';

const blocksCookies = areCookiesBlocked();

/** What a person must know before reading anything else. What changes while the page is open is read out. */
export function Banners() {
  return (
    <div class="banners">
      <SimulationBanner />
      <div role="status">
        <SessionBanner />
        <ConnectionBanner of={connection.value} />
        {hasNewVersion.value && (
          <Notice>
            {t('frame.newVersion')}{' '}
            <Button kind="quiet" onClick={() => location.reload()}>
              {t('frame.reload')}
            </Button>
          </Notice>
        )}
      </div>
      {blocksCookies && <Notice severity="warning">{t('frame.cookiesBlocked')}</Notice>}
      {isStorageBlocked.value && <Notice severity="warning">{t('frame.storageBlocked')}</Notice>}
    </div>
  );
}

function SimulationBanner() {
  const speed = session.value?.simulated_speed ?? 1;
  if (session.value?.simulated !== true) return null;
  return (
    <Notice>
      {t('frame.simulated')}
      {speed !== 1 && ` ${t('frame.simulatedSpeed', { speed })}`}
    </Notice>
  );
}

function SessionBanner() {
  if (!isSignedOut.value) return null;
  if (session.value?.password_set === false)
    return (
      <Notice severity="warning">
        {t('frame.noPassword')} <code>coddle owner set-password</code>
      </Notice>
    );
  return (
    <Notice severity="warning">
      {t('frame.signedOut')} <a href="/owner/sign-in?next=/">{t('frame.signIn')}</a>
    </Notice>
  );
}

function ConnectionBanner({ of }: { of: Connection }) {
  if (of === 'offline') return <Notice severity="danger">{t('frame.offline')}</Notice>;
  if (isSignedOut.value) return null;
  if (of === 'trouble') return <Notice severity="warning">{t('frame.trouble')}</Notice>;
  if (of === 'polling') return <Notice>{t('frame.polling')}</Notice>;
  return null;
}
