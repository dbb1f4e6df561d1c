import { Button } from '../../components/button.js';
import { Card } from '../../components/card.js';
import { Notice } from '../../components/notice.js';
import type { SeenApproval } from '../../state/approval-list.js';
import { pageClock, pageTime } from '../../state/clock.js';
import { canReachServer } from '../../state/connection.js';
import { isSignedOut } from '../../state/session.js';
import { t } from '../../text/t.js';
import { planInWords } from './approval-words.js';
import { Asker } from './asker.js';
import { countdown } from './countdown.js';
import { decide, decisions } from './decisions.js';
import { PlanFacts, VerdictFacts } from './plan-facts.js';

/** A start that waits for the owner: who asks, exactly what for, how it was judged, and the decision. */
export function PendingCard({ approval }: { approval: SeenApproval }) {
  const { approval_id: id, expires_at: expiry } = approval;
  return (
    <Card heading={<bdi>{planInWords(approval)}</bdi>} class="pending">
      <Asker approval={approval} />
      <PlanFacts approval={approval} />
      <VerdictFacts verdict={approval.safety} />
      <ExpiresIn expiry={expiry} />
      <Choices id={id} plan={planInWords(approval)} />
    </Card>
  );
}

/** The time that is left, by the server's clock. */
function ExpiresIn({ expiry }: { expiry: string }) {
  const now = pageTime.value >= 0 ? pageClock.serverNow() : undefined;
  const time = countdown(Date.parse(expiry) - (now ?? NaN));
  return time === undefined ? null : <p class="hint">{t('approvals.expiresIn', { time })}</p>;
}

function obstacle(): string | undefined {
  if (isSignedOut.value) return t('parts.notSignedIn');
  return canReachServer.value ? undefined : t('parts.notWhileOffline');
}

function Choices({ id, plan }: { id: string; plan: string }) {
  const decision = decisions.value.get(id);
  if (decision?.phase === 'sending')
    return (
      <p role="status">{t(decision.choice === 'approve' ? 'approvals.approving' : 'approvals.denying')}</p>
    );
  const reason = obstacle();
  return (
    <>
      {decision?.phase === 'unreached' && (
        <Notice severity="warning" live>
          {t('approvals.unreached')}
        </Notice>
      )}
      {decision?.phase === 'refused' && (
        <Notice severity="danger" live>
          {t('approvals.refused', { reason: '' })} <span lang="en">{decision.message}</span>
        </Notice>
      )}
      <div class="pending-choices">
        <Button
          kind="primary"
          reason={reason}
          aria-label={t('approvals.approveNamed', { plan })}
          onClick={() => void decide(id, 'approve')}
        >
          {t('approvals.approve')}
        </Button>
        <Button
          kind="danger"
          reason={reason}
          aria-label={t('approvals.denyNamed', { plan })}
          onClick={() => void decide(id, 'deny')}
        >
          {t('approvals.deny')}
        </Button>
      </div>
    </>
  );
}
