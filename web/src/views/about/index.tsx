import { Card } from '../../components/card.js';
import { t } from '../../text/t.js';
import { ChoicesCard } from './choices-card.js';
import { HealthCard } from './health-card.js';
import { NotificationsCard } from './notifications-card.js';
import './about.css';

/** Whether the page runs as an app of its own. */
const isInstalled = (): boolean => matchMedia('(display-mode: standalone)').matches;

/** The view About: the server, this page, and where to read more. */
export default function AboutView() {
  return (
    <>
      <h1>{t('about.heading')}</h1>
      <div class="about">
        <HealthCard />
        <ChoicesCard />
        <NotificationsCard />
        <Card heading={t('about.install')}>
          <p>{t(isInstalled() ? 'about.installed' : 'about.installHow')}</p>
        </Card>
        <Card heading={t('about.more')}>
          <ul class="about-links">
            <li>
              <a href="/docs">{t('about.docs')}</a>
            </li>
            <li>
              <a href="/openapi.json">{t('about.openapi')}</a>
            </li>
            <li>
              <a href="/privacy">{t('about.privacy')}</a>
            </li>
          </ul>
          <p class="hint">{t('about.license')}</p>
        </Card>
      </div>
    </>
  );
}
