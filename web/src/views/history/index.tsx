import { t } from '../../text/t.js';

/** The view History. */
export default function HistoryView() {
  return <h1>{t('history.heading')}</h1>;
}
