import { linkTo } from '../../state/route.js';
import type { SeenApproval } from '../../state/approval-list.js';
import { dateAndTime } from '../../text/dates.js';
import { t } from '../../text/t.js';
import { deciderInWords, outcomeInWords } from './approval-words.js';
import { Asker } from './asker.js';
import { decisions } from './decisions.js';

/** What became of a start that was decided, expired or vanished. */
export function SettledFacts({ approval }: { approval: SeenApproval }) {
  const { approval_id: id, reason, cook, isGone } = approval;
  const outcome = outcomeInWords(approval);
  return (
    <>
      <Outcome approval={approval} />
      <Asker approval={approval} />
      <DecidedBy approval={approval} />
      {decisions.value.get(id)?.phase === 'elsewhere' && <p>{t('approvals.elsewhere', { outcome })}</p>}
      {isGone === true && <p>{t('approvals.goneWords')}</p>}
      {reason !== null && <p lang="en">{reason}</p>}
      {cook !== null && <a href={linkTo('history', cook.cook_id)}>{t('approvals.seeCook')}</a>}
    </>
  );
}

const Outcome = ({ approval }: { approval: SeenApproval }) => (
  <p>
    <span class={`settled-outcome settled-${approval.isGone === true ? 'gone' : approval.status}`}>
      {outcomeInWords(approval)}
    </span>
  </p>
);

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
