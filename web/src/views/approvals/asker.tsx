import type { SeenApproval } from '../../state/approval-list.js';
import { timeOfDay } from '../../text/dates.js';
import { t } from '../../text/t.js';

/** Who asks for a start. A client chooses its own name, so it stands in quotation marks. */
export function Asker({ approval: { client, requested_at: at } }: { approval: SeenApproval }) {
  if (client === undefined) return null;
  const { name, host } = client;
  return (
    <p class="asker">
      {t('approvals.askedBy')}{' '}
      <q>
        <bdi>{name}</bdi>
      </q>{' '}
      ({host === null ? t('approvals.aKey') : <bdi>{t('approvals.fromHost', { host })}</bdi>})
      {at !== undefined && <span class="hint"> · {t('approvals.askedAt', { time: timeOfDay(at) })}</span>}
      {host !== null && <span class="hint"> · {t('approvals.nameIsTheirs')}</span>}
    </p>
  );
}
