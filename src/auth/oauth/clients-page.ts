import { html, htmlPage, type Html, type PageReply } from '../../http/page.js';
import { nameInSentence } from '../../shared/printable.js';
import type { ClientGrant } from './client-grant.js';
import { hostText } from './consent-page.js';

const POLICIES = {
  ask: 'asks you before each start',
  trusted: 'starts without asking you',
  never: 'never starts anything',
} as const;

/** The page of the connected clients. @param csrf the hidden field of every form */
export const clientsPage = (grants: readonly ClientGrant[], csrf: Html): PageReply =>
  htmlPage({
    title: 'Connected apps',
    body: html`<h1>Connected apps</h1>
      ${grants.length === 0 && html`<p>No app is connected.</p>`}
      <ul class="plain">
        ${grants.map((grant) => item(grant, csrf))}
      </ul>
      <p><a href="/owner">Owner</a></p>`,
  });

const item = (grant: ClientGrant, csrf: Html): Html =>
  html`<li>
    <strong>${nameInSentence(grant.name)}</strong>, ${hostText(grant.host)}<br />
    ${grant.scopes.join(', ')}; ${grant.scopes.includes('cook:start') && `${POLICIES[grant.startPolicy]}; `}
    connected ${shown(grant.grantedAt)},
    ${grant.lastUsedAt === null ? 'not used yet' : `last used ${shown(grant.lastUsedAt)}`} (UTC)
    <form method="post" action="/owner/apps/revoke">
      ${csrf}
      <input type="hidden" name="client" value="${grant.grantId}" />
      <button type="submit" class="other">Disconnect ${nameInSentence(grant.name)}</button>
    </form>
  </li>`;

/** "2026-03-01 12:00" */
const shown = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');
