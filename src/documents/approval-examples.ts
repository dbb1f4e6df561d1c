import { ADVICE, ALLOWED, APPROVAL_ID, COOK_ID, FIRST_COOKER, SHOWN_PLAN } from './shown-cook.js';

const WHAT = 'Chicken breast at 65 °C for 90 minutes on Kitchen';

const APPROVAL = {
  approval_id: APPROVAL_ID,
  approve_url: `https://cooker.example.org/approvals/${APPROVAL_ID}/approve`,
  expires_at: '2026-11-20T11:30:00Z',
  plan: { ...SHOWN_PLAN, ...FIRST_COOKER },
  safety: ALLOWED,
  summary: `${WHAT} is safe, and waits for the approval of the owner. Nothing has been started: give the owner the link, or have them run coddle approvals list. ${ADVICE}`,
};

/** The response to a start that waits for the owner. */
export const APPROVAL_REQUIRED = { status: 'approval_required', ...APPROVAL };

/** An approval that waits for the owner. */
export const PENDING_APPROVAL = { status: 'pending', ...APPROVAL, cook: null, reason: null };

/** An approval whose cook has started. */
export const GIVEN_APPROVAL = {
  ...PENDING_APPROVAL,
  status: 'started',
  cook: { cook_id: COOK_ID, ...FIRST_COOKER },
  summary: `${WHAT} was approved by the owner, and the cook has started.`,
};
