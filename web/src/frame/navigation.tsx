import { firingAlerts } from '../state/alerts.js';
import { pendingApprovals } from '../state/approvals.js';
import { linkTo, route, VIEWS } from '../state/route.js';
import { t } from '../text/t.js';

/** The links to the views. */
export function Navigation() {
  const { view } = route.value;
  return (
    <nav class="navigation" aria-label={t('frame.views')}>
      <ul>
        {VIEWS.map((name) => (
          <li key={name}>
            <a href={linkTo(name)} aria-current={name === view ? 'page' : undefined}>
              {t(`frame.${name}`)}
              {name === 'approvals' && <Waiting count={pendingApprovals.value} words="frame.waiting" />}
              {name === 'alerts' && <Waiting count={firingAlerts.value.length} words="alert.firing" />}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Waiting({ count, words }: { count: number; words: 'frame.waiting' | 'alert.firing' }) {
  if (count === 0) return null;
  return (
    <>
      {' '}
      <span class="badge" aria-hidden="true">
        {count}
      </span>
      <span class="only-read">{t(words, { count })}</span>
    </>
  );
}
