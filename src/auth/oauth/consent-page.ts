import { html, htmlPage, type Html, type PageReply } from '../../http/page.js';
import { cited, printable } from '../../shared/printable.js';
import { START_POLICIES } from './client-grant.js';
import { isTickedAtFirst, meaningOf, type ClientScope } from './client-scopes.js';

/** What the consent page shows. Names and addresses are the client's own words. */
export interface ConsentView {
  readonly clientName: string;
  readonly host: string;
  /** The address that the browser goes to afterwards. */
  readonly redirectUri: string;
  readonly scopes: readonly ClientScope[];
  /** The hosts of other clients with the same name. */
  readonly namesakes: readonly string[];
  /** The hidden field that proves that the form is one of this server. */
  readonly csrf: Html;
  readonly action: string;
  /** Why the form comes back. */
  readonly problem?: string;
}

/** The names of the form's fields. */
export const FIELDS = { decision: 'decision', scope: 'scope', startPolicy: 'start_policy' } as const;

const POLICIES: Readonly<Record<(typeof START_POLICIES)[number], string>> = {
  ask: 'Ask me before each start',
  trusted: 'Start without asking me',
  never: 'Never start anything',
};

/** The page on which the owner decides what a client may do. Starting and acknowledging are off until they are ticked. */
export const consentPage = (view: ConsentView): PageReply =>
  htmlPage({
    title: 'Connect an app',
    formAction: [actionSource(view.redirectUri)],
    ...(view.problem !== undefined && { status: 400 }),
    body: html`<h1>Connect an app?</h1>
      ${view.problem !== undefined && html`<div class="box bad"><strong>${view.problem}</strong></div>`}
      <p>An app that calls itself ${cited(view.clientName)} wants to use your cooker.</p>
      <dl>
        <dt>Its host</dt>
        <dd><strong>${hostText(view.host)}</strong></dd>
        <dt>You return to</dt>
        <dd>${hostText(returnHost(view.redirectUri))}</dd>
      </dl>
      <p class="quiet">
        Anyone can choose any name. Allow it only if you have just connected it yourself, and if you know the
        host.
      </p>
      ${view.namesakes.length > 0 && namesakeWarning(view)}
      <form method="post" action="${view.action}">
        ${view.csrf}
        <h2>What it may do</h2>
        ${view.scopes.map(scopeChoice)} ${view.scopes.includes('cook:start') && policyChoices()}
        <p>
          <button type="submit" name="${FIELDS.decision}" value="allow">Allow</button>
          <button type="submit" class="other" name="${FIELDS.decision}" value="deny">Deny</button>
        </p>
      </form>`,
  });

const namesakeWarning = ({ clientName, namesakes }: ConsentView): Html =>
  html`<div class="box bad">
    <strong>Another app has the same name.</strong> ${cited(clientName)} is also the name of an app of
    ${namesakes.map(hostText).join(', ')}. One of them may pretend to be the other.
  </div>`;

const scopeChoice = (scope: ClientScope): Html =>
  html`<label class="choice"
    ><input
      type="checkbox"
      name="${FIELDS.scope}"
      value="${scope}"
      ${isTickedAtFirst(scope) && html`checked`}
    />
    <span>${meaningOf(scope)} <span class="quiet">(${scope})</span></span></label
  >`;

const policyChoices = (): Html =>
  html`<h2>If it may start a cook</h2>
    ${START_POLICIES.map(
      (policy) =>
        html`<label class="choice"
          ><input
            type="radio"
            name="${FIELDS.startPolicy}"
            value="${policy}"
            ${policy === 'ask' && html`checked`}
          />
          <span>${POLICIES[policy]}</span></label
        >`,
    )}
    <p class="quiet">What is unsafe is refused in every case.</p>`;

/** The page after a consent that has expired, or that began in another browser. */
export const expiredPage = (): PageReply =>
  htmlPage({
    title: 'This request has expired',
    status: 400,
    body: html`<h1>This request has expired</h1>
      <p>Nothing was granted. Connect the app again from the app itself, in this browser.</p>`,
  });

/** What follows for `form-action`: Chromium checks the redirects of a form too. */
function actionSource(redirectUri: string): string {
  const { protocol, origin } = new URL(redirectUri);
  return protocol === 'https:' || protocol === 'http:' ? origin : protocol;
}

function returnHost(redirectUri: string): string {
  const { protocol, host } = new URL(redirectUri);
  return protocol === 'https:' || protocol === 'http:' ? host : protocol;
}

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/** A host for a person. */
export const hostText = (host: string): string => {
  if (LOOPBACK.test(host)) return `${host} (a program on the computer that you are using)`;
  return host.endsWith(':')
    ? `${printable(host)} (a program that registered this kind of address)`
    : printable(host);
};
