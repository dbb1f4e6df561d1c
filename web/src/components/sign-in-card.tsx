import { session } from '../state/session.js';
import { t } from '../text/t.js';
import { Card } from './card.js';

/** What takes the place of a view that is for the signed-in owner alone. */
export function SignInCard() {
  const hasPassword = session.value?.password_set !== false;
  return (
    <Card heading={t(hasPassword ? 'parts.signInHeading' : 'parts.setPasswordHeading')}>
      <p>{t(hasPassword ? 'parts.signInWhy' : 'parts.setPasswordHow')}</p>
      {hasPassword ? (
        <p>
          <a class="button button-primary" href="/owner/sign-in?next=/">
            {t('parts.signInWithPassword')}
          </a>
        </p>
      ) : (
        <p>
          <code>coddle owner set-password</code>
        </p>
      )}
      <p class="hint">
        {t('parts.signInByLink')} <code>coddle owner login-link</code>
      </p>
    </Card>
  );
}
