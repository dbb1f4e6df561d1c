import { t } from '../../text/t.js';

/** The view About. */
export default function AboutView() {
  return <h1>{t('about.heading')}</h1>;
}
