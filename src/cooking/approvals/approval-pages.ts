import type { Approval, ApprovalState } from '../../approvals/approval.js';
import { csrfField } from '../../auth/owner/session-of-request.js';
import type { CurrentSession } from '../../auth/owner/owner-sessions.js';
import { html, htmlPage, type Html, type PageReply } from '../../http/page.js';
import { printable } from '../../shared/printable.js';
import { minutesUp } from '../status/wording.js';
import { seconds } from '../../shared/units.js';
import { factsOf } from './approval-facts.js';

/** The longest sentence of a verdict. */
const LONGEST = 1_000;

const TITLES: Readonly<Record<ApprovalState, string>> = {
  pending: 'Start this cook?',
  approved: 'The start is in progress',
  started: 'The cook has started',
  failed: 'The cook did not start',
  denied: 'Denied',
  expired: 'This approval has expired',
};

const OUTCOMES: Readonly<Record<Exclude<ApprovalState, 'pending'>, string>> = {
  approved: 'You approved it. The cooker has not shown the cook yet: open this page again in a moment.',
  started: 'You approved it, and the cooker shows the cook.',
  failed: 'You approved it, but it failed, and it is not tried again.',
  denied: 'Nothing was started. The client may ask for the same plan again after 10 minutes.',
  expired: 'Nothing was started. The client has to ask again.',
};

/** The page on which the owner decides about a start, and sees what became of it. @param now wall clock, in ms */
export function approvalPage(approval: Approval, session: CurrentSession, now: number): PageReply {
  const { state, verdict } = approval;
  const isPending = state === 'pending';
  return htmlPage({
    title: TITLES[state],
    body: html`<h1>${TITLES[state]}</h1>
      ${isPending ? waiting(approval, now) : outcome(approval)}
      <dl>
        ${factsOf(approval).map(
          ({ label, text }) =>
            html`<dt>${label}</dt>
              <dd>${text}</dd>`,
        )}
      </dl>
      ${verdict.warnings.map((text) => html`<p class="box">${printable(text, LONGEST)}</p>`)}
      ${isPending && [decision(approval, session, 'approve'), decision(approval, session, 'deny')]}
      ${isPending && html`<p class="quiet">Words in “quotes” are the client's own.</p>`}`,
  });
}

function waiting({ expiresAt }: Approval, now: number): Html {
  const left = minutesUp(seconds(Math.max(0, expiresAt - now) / 1000));
  return html`<p>
    Nothing has been started. Approving starts exactly this cook, at once and once. You can decide within
    ${left} ${left === 1 ? 'minute' : 'minutes'}.
  </p>`;
}

const outcome = ({ state, reason }: Approval): Html =>
  html`<p>
    ${OUTCOMES[state as Exclude<ApprovalState, 'pending'>]}
    ${reason === null ? '' : printable(reason, LONGEST)}
  </p>`;

const BUTTONS = {
  approve: { label: 'Approve and start', style: '' },
  deny: { label: 'Deny', style: 'other' },
} as const;

const decision = ({ id }: Approval, session: CurrentSession, action: keyof typeof BUTTONS): Html =>
  html`<form method="post" action="/approvals/${id}/${action}">
    ${csrfField(session)}
    <button type="submit" class="${BUTTONS[action].style}">${BUTTONS[action].label}</button>
  </form>`;
