import { t } from '../../text/t.js';

/** The view Start. */
export default function StartView() {
  return <h1>{t('start.heading')}</h1>;
}
