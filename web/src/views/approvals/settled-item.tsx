import { linkTo } from '../../state/route.js';
import type { SeenApproval } from '../../state/approval-list.js';
import { dateAndTime } from '../../text/dates.js';
import { t } from '../../text/t.js';
import { deciderInWords, outcomeInWords, planInWords } from './approval-words.js';
import { Asker } from './asker.js';
import { decisions } from './decisions.js';

/** A start that was decided, expired or vanished, with what came of it. */
export function SettledItem({ approval }: { approval: SeenApproval }) {
  const { approval_id: id, status, reason, cook, isGone } = approval;
  const isElsewhere = decisions.value.get(id)?.phase === 'elsewhere';
  return (
    <li class={`settled settled-${isGone === true ? 'gone' : status}`}>
      <p class="settled-plan">
        <strong>
          <bdi>{planInWords(approval)}</bdi>
        </strong>{' '}
        <span class="settled-outcome">{outcomeInWords(approval)}</span>
      </p>
      <Asker approval={approval} />
      <DecidedBy approval={approval} />
      {isElsewhere && <p>{t('approvals.elsewhere', { outcome: outcomeInWords(approval) })}</p>}
      {isGone === true && <p>{t('approvals.goneWords')}</p>}
      {reason !== null && <p lang="en">{reason}</p>}
      {cook !== null && <a href={linkTo('history', cook.cook_id)}>{t('approvals.seeCook')}</a>}
    </li>
  );
}

function DecidedBy({ approval }: { approval: SeenApproval }) {
  const { decided_at: at, decided_by: by, status } = approval;
  if (typeof at !== 'string') return null;
  return (
    <p class="hint">
      {t(status === 'denied' ? 'approvals.deniedAt' : 'approvals.approvedAt', { time: dateAndTime(at) })}{' '}
      {typeof by === 'string' && deciderInWords(by)}
    </p>
  );
}
