import { Notice } from '../components/notice.js';
import { connection } from '../state/connection.js';
import { isStorageBlocked } from '../state/kept.js';
import { isSignedOut, session } from '../state/session.js';
import { t } from '../text/t.js';

/** What a person must know before reading anything else: signed out, connection trouble, simulated. */
export function Banners() {
  return (
    <div class="banners">
      {session.value?.simulated === true && <Notice severity="info">{t('frame.simulated')}</Notice>}
      <div role="status">
        <ConnectionBanner />
      </div>
      {isStorageBlocked.value && <Notice severity="warning">{t('frame.storageBlocked')}</Notice>}
    </div>
  );
}

function ConnectionBanner() {
  if (session.value?.password_set === false)
    return <Notice severity="warning">{t('frame.noPassword')}</Notice>;
  if (isSignedOut.value)
    return (
      <Notice severity="warning">
        {t('frame.signedOut')} <a href="/owner/sign-in?next=/">{t('frame.signIn')}</a>
      </Notice>
    );
  if (connection.value === 'offline') return <Notice severity="danger">{t('frame.offline')}</Notice>;
  if (connection.value === 'trouble') return <Notice severity="warning">{t('frame.trouble')}</Notice>;
  return null;
}
