import { useEffect, useState } from 'preact/hooks';
import type { DevicesDto } from '../../../../src/device/devices.dto.js';
import { ApiError } from '../../api/api-error.js';
import { getJson } from '../../api/client.js';
import { Notice } from '../../components/notice.js';
import { isSignedOut, session } from '../../state/session.js';
import { t } from '../../text/t.js';

const ASK_EVERY = 5_000;

/** Why there is no cooker to show. */
type Reason = 'none' | 'unsupported' | { readonly message: string };

/** Says why no cooker is shown: signed out, none in the account, or what the server cannot do. */
export function NoCooker() {
  const [reason, setReason] = useState<Reason>();
  const signedOut = isSignedOut.value;
  // Before the session is known, the server might only refuse.
  const mayAsk = session.value !== undefined && !signedOut;
  useEffect(() => {
    if (!mayAsk) return undefined;
    const ask = () => void findReason().then(setReason);
    ask();
    const timer = setInterval(ask, ASK_EVERY);
    return () => clearInterval(timer);
  }, [mayAsk]);
  if (signedOut) return <p class="now-quiet">{t('now.signIn')}</p>;
  if (reason === undefined) return <p class="loading">{t('now.loading')}</p>;
  if (reason === 'none') return <p class="now-quiet">{t('now.noCooker')}</p>;
  if (reason === 'unsupported') return <p class="now-quiet">{t('now.noSupported')}</p>;
  return (
    <Notice severity="warning" lang="en" live>
      {reason.message}
    </Notice>
  );
}

async function findReason(): Promise<Reason | undefined> {
  try {
    const { devices } = await getJson<DevicesDto>('/devices');
    if (devices.length === 0) return 'none';
    return devices.some(({ supported }) => supported) ? undefined : 'unsupported';
  } catch (error) {
    return error instanceof ApiError ? { message: error.message } : undefined;
  }
}
