import { useRef } from 'preact/hooks';
import { Card } from '../../components/card.js';
import { SignInCard } from '../../components/sign-in-card.js';
import { isWaiting, type SeenApproval } from '../../state/approval-list.js';
import { approvals, areApprovalsKnown, pendingApprovals } from '../../state/approvals.js';
import { pageClock } from '../../state/clock.js';
import { isOutdated } from '../../state/connection.js';
import { isSignedOut } from '../../state/session.js';
import { t } from '../../text/t.js';
import { ApprovalCard } from './approval-card.js';
import { placed, type PlacedApproval } from './approval-cards.js';
import { outcomeInWords, planInWords } from './approval-words.js';
import './approvals.css';
import { decisions } from './decisions.js';
import { FailedDecision } from './failed-decision.js';
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
  const cards = useCards();
  const inCards = new Set(cards.map(({ approval_id: id }) => id));
  const earlier = [...approvals.value.values()].filter((one) => !inCards.has(one.approval_id));
  return (
    <>
      <div role="status">
        <p>{waitingInWords(pendingApprovals.value)}</p>
        {cards.map((one) => (
          <News key={one.approval_id} approval={one} />
        ))}
      </div>
      {cards.map((one) => (
        <ApprovalCard key={one.approval_id} approval={one} />
      ))}
      {earlier.length > 0 && (
        <Card heading={t('approvals.recent')}>
          <ul class="settled-list">
            {earlier.map((one) => (
              <SettledItem key={one.approval_id} approval={one} />
            ))}
          </ul>
        </Card>
      )}
      <FailedDecision />
    </>
  );
}

/** What has a card, from when the view was opened. */
function useCards(): readonly SeenApproval[] {
  const cards = useRef<readonly PlacedApproval[]>([]);
  cards.current = placed(cards.current, approvals.value, pageClock.now());
  return cards.current.map(({ approval }) => approval);
}

/** How many wait. Without the server nothing can be said of none: others may have asked meanwhile. */
function waitingInWords(count: number): string {
  if (count > 0) return t('approvals.waitingCount', { count });
  if (isOutdated.value) return t('approvals.notKnown');
  return t(areApprovalsKnown.value ? 'approvals.none' : 'approvals.notRead');
}

/** What became of a decision of this page, for those who do not see it in the card. */
function News({ approval }: { approval: SeenApproval }) {
  const phase = decisions.value.get(approval.approval_id)?.phase;
  if (phase === undefined || phase === 'sending' || isWaiting(approval)) return null;
  const [plan, outcome] = [planInWords(approval), outcomeInWords(approval)];
  return <p class="only-read">{t('approvals.outcomeOf', { plan, outcome })}</p>;
}
