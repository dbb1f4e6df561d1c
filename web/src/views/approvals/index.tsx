import { t } from '../../text/t.js';

/** The view Approvals. */
export default function ApprovalsView() {
  return <h1>{t('approvals.heading')}</h1>;
}
