import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '../../components/button.js';
import { Card } from '../../components/card.js';
import { obstacle } from '../../components/obstacle.js';
import { isWaiting, type SeenApproval } from '../../state/approval-list.js';
import { pageClock, pageTime } from '../../state/clock.js';
import { t } from '../../text/t.js';
import { planInWords } from './approval-words.js';
import { Asker } from './asker.js';
import { countdown } from './countdown.js';
import { decide, decisions } from './decisions.js';
import { PlanFacts, VerdictFacts } from './plan-facts.js';
import { SettledFacts } from './settled-facts.js';

/**
 * A start that waits for the owner: who asks, exactly what for, how it was judged, and the decision. Once it is decided
 * it says what came of it, and remains as high as it was.
 */
export function ApprovalCard({ approval }: { approval: SeenApproval }) {
  const { approval_id: id } = approval;
  const isOpen = isWaiting(approval) && decisions.value.get(id)?.phase !== 'sending';
  const place = useKeptHeight(isOpen);
  return (
    <div ref={place} class="approval-place">
      <Card heading={<bdi>{planInWords(approval)}</bdi>} class={isWaiting(approval) ? 'pending' : ''}>
        {isWaiting(approval) ? <Waiting approval={approval} /> : <SettledFacts approval={approval} />}
      </Card>
    </div>
  );
}

/** An element that may grow and shrink while it is open, and remains as high as it was then. */
function useKeptHeight(isOpen: boolean) {
  const element = useRef<HTMLDivElement>(null);
  const height = useRef(0);
  // The width of the page may have changed since the last time.
  void pageTime.value;
  useLayoutEffect(() => {
    if (isOpen) height.current = element.current!.offsetHeight;
    else element.current!.style.minHeight = `${height.current}px`;
  });
  return element;
}

function Waiting({ approval }: { approval: SeenApproval }) {
  return (
    <>
      <Asker approval={approval} />
      <PlanFacts approval={approval} />
      <VerdictFacts verdict={approval.safety} />
      <ExpiresIn expiry={approval.expires_at} />
      <Choices id={approval.approval_id} plan={planInWords(approval)} />
    </>
  );
}

/** The time that is left, by the server's clock. */
function ExpiresIn({ expiry }: { expiry: string }) {
  const now = pageTime.value >= 0 ? pageClock.serverNow() : undefined;
  const time = countdown(Date.parse(expiry) - (now ?? NaN));
  return time === undefined ? null : <p class="hint">{t('approvals.expiresIn', { time })}</p>;
}

function Choices({ id, plan }: { id: string; plan: string }) {
  const decision = decisions.value.get(id);
  if (decision?.phase === 'sending')
    return (
      <p role="status">{t(decision.choice === 'approve' ? 'approvals.approving' : 'approvals.denying')}</p>
    );
  const reason = obstacle();
  return (
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
  );
}
