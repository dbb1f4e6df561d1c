import { canReachServer } from '../state/connection.js';
import { isSignedOut } from '../state/session.js';
import { t } from '../text/t.js';

/** Why nothing can be changed now; undefined when it can. */
export function obstacle(): string | undefined {
  if (isSignedOut.value) return t('parts.notSignedIn');
  return canReachServer.value ? undefined : t('parts.notWhileOffline');
}
