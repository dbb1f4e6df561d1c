import { Card } from '../../components/card.js';
import { SignInCard } from '../../components/sign-in-card.js';
import { Notice } from '../../components/notice.js';
import { isWaiting, type SeenApproval } from '../../state/approval-list.js';
import { approvals, areApprovalsKnown, pendingApprovals } from '../../state/approvals.js';
import { isOutdated } from '../../state/connection.js';
import { isSignedOut } from '../../state/session.js';
import { t } from '../../text/t.js';
import { outcomeInWords, planInWords } from './approval-words.js';
import './approvals.css';
import { decisions } from './decisions.js';
import { PendingCard } from './pending-card.js';
import { SettledItem } from './settled-item.js';

/** The view Approvals: what waits for the owner, then what was decided before. */
export default function ApprovalsView() {
  return (
    <>
      <h1>{t('approvals.heading')}</h1>
      <p class="hint">{t('approvals.intro')}</p>
      {isSignedOut.value ? <SignInCard /> : <AllApprovals />}
    </>
  );
}

function AllApprovals() {
  const all = [...approvals.value.values()];
  // The oldest first: one that arrives must not move another one's buttons to where the owner is about to press.
  const waiting = all.filter(isWaiting).reverse();
  const settled = all.filter((one) => !isWaiting(one));
  const count = pendingApprovals.value;
  return (
    <>
      <div role="status" class="approvals-news">
        <p>{waitingInWords(count)}</p>
        {settled.map((one) => (
          <News key={one.approval_id} approval={one} />
        ))}
      </div>
      {waiting.map((one) => (
        <PendingCard key={one.approval_id} approval={one} />
      ))}
      {settled.length > 0 && (
        <Card heading={t('approvals.recent')}>
          <ul class="settled-list">
            {settled.map((one) => (
              <SettledItem key={one.approval_id} approval={one} />
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

/** How many wait. Without the server nothing can be said of none: others may have asked meanwhile. */
function waitingInWords(count: number): string {
  if (count > 0) return t('approvals.waitingCount', { count });
  if (isOutdated.value) return t('approvals.notKnown');
  return t(areApprovalsKnown.value ? 'approvals.none' : 'approvals.notRead');
}

/** What became of a decision of this page, on top, where it is read out. */
function News({ approval }: { approval: SeenApproval }) {
  const phase = decisions.value.get(approval.approval_id)?.phase;
  if (phase === undefined || phase === 'sending') return null;
  const isGood = phase === 'done' && (approval.status === 'started' || approval.status === 'denied');
  const outcome = outcomeInWords(approval);
  return (
    <Notice severity={isGood ? 'success' : 'warning'}>
      <p>{t('approvals.outcomeOf', { plan: planInWords(approval), outcome })}</p>
      {phase === 'elsewhere' && <p>{t('approvals.elsewhere', { outcome })}</p>}
      {phase === 'done' && approval.reason !== null && <p lang="en">{approval.reason}</p>}
    </Notice>
  );
}
