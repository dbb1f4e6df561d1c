import { t } from '../../text/t.js';

/** The view Now. */
export default function NowView() {
  return <h1>{t('now.heading')}</h1>;
}
