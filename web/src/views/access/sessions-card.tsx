import type { OwnerSessionDto } from '../../../../src/owner/api/dto/owner-session.dto.js';
import { Button } from '../../components/button.js';
import { noteSignedOut } from '../../state/session.js';
import { dateAndTime, dayOf } from '../../text/dates.js';
import { t } from '../../text/t.js';
import { obstacle } from '../../components/obstacle.js';
import { pathOf } from '../../api/resource.js';
import { ResourceCard } from '../../components/resource-card.js';
import { sessions } from './resources.js';

/** The browsers in which the owner is signed in. */
export function SessionsCard() {
  return (
    <ResourceCard heading={t('access.sessions')} of={sessions}>
      {({ sessions: all }) => (
        <>
          <ul class="items">
            {all.map((session) => (
              <Session key={session.id} session={session} />
            ))}
          </ul>
          <p>
            <a href="/owner/password">{t('access.password')}</a>
          </p>
          <p class="hint">
            {t('access.anotherBrowser')} <code>coddle owner login-link</code>
          </p>
        </>
      )}
    </ResourceCard>
  );
}

function Session({ session }: { session: OwnerSessionDto }) {
  const { device, current, signed_in_by: by, signed_in_at: at, used_at: used, expires_at: end } = session;
  return (
    <li>
      <p>
        <strong>
          <bdi>{device}</bdi>
        </strong>
        {current && ` (${t('access.thisBrowser')})`}
      </p>
      <p class="hint">
        {t(by === 'password' ? 'access.byPassword' : 'access.byLink', { date: dateAndTime(at) })}.{' '}
        {t('access.used', { date: dateAndTime(used), end: dayOf(end) })}.
      </p>
      <Button
        reason={obstacle()}
        aria-label={current ? undefined : t('access.signOutNamed', { device })}
        onClick={() => void signOut(session)}
      >
        {t('access.signOut')}
      </Button>
    </li>
  );
}

async function signOut({ id, device, current }: OwnerSessionDto): Promise<void> {
  const change = { method: 'DELETE', path: pathOf(id) } as const;
  const ended = await sessions.change(change, () => t('access.signedOutNamed', { device }));
  if (current && ended !== undefined) noteSignedOut();
}
