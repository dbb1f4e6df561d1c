import { t } from '../../text/t.js';

/** The view Access. */
export default function AccessView() {
  return <h1>{t('access.heading')}</h1>;
}
