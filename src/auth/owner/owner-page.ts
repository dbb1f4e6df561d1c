import { html, htmlPage, type Html, type PageReply } from '../../http/page.js';
import type { OwnerSession } from './owner-session.js';
import type { CurrentSession } from './owner-sessions.js';
import { csrfField } from './session-of-request.js';

/** What the page of the owner shows. */
export interface OwnerView {
  readonly current: CurrentSession;
  readonly sessions: readonly OwnerSession[];
  /** Whether a password is set. */
  readonly isSet: boolean;
  readonly now: Date;
}

export const ownerPage = ({ current, sessions, isSet, now }: OwnerView): PageReply =>
  htmlPage({
    title: 'Owner',
    body: html`<h1>Owner</h1>
      <p><a href="/">The cooker</a></p>
      <p><a href="/owner/apps">Connected apps</a></p>
      <p><a href="/owner/password">${isSet ? 'Change the password' : 'Set a password'}</a></p>
      <h2>Where you are signed in</h2>
      <ul class="plain">
        ${sessions.map((session) => sessionItem(session, current))}
      </ul>
      <p class="quiet">
        Times are in UTC; it is ${shown(now.getTime())} now. A browser that was not used for 30 days is signed
        out.
      </p>`,
  });

function sessionItem(session: OwnerSession, current: CurrentSession): Html {
  const isThis = session.digest === current.session.digest;
  const by = session.by === 'password' ? 'with the password' : 'by a link';
  return html`<li>
    <strong>${session.device}</strong>${isThis && ' (this browser)'}<br />
    signed in ${by} ${shown(session.madeAt)}, used ${shown(session.usedAt)}
    <form method="post" action="${isThis ? '/owner/sign-out' : '/owner/sessions/revoke'}">
      ${csrfField(current)}
      <input type="hidden" name="session" value="${session.digest}" />
      <button type="submit" class="other">${isThis ? 'Sign out' : html`Sign out ${session.device}`}</button>
    </form>
  </li> `;
}

/** "2026-03-01 12:00" */
const shown = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');
