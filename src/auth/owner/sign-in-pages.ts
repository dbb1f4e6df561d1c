import { html, htmlPage, type Html, type PageReply } from '../../http/page.js';
import { CSRF_FIELD } from './session-of-request.js';
import { LINK_LIFETIME } from './login-link.js';
import { SHORTEST_PASSWORD } from './password-rule.js';

const SET_PASSWORD = html`<code>coddle owner set-password</code>`;
const LOGIN_LINK = html`<code>coddle owner login-link</code>`;

/** What the sign-in page shows while no password is set. */
export const noPasswordPage = (): PageReply =>
  htmlPage({
    title: 'Set a password first',
    body: html`<h1>Set a password first</h1>
      <p>
        This page is for the owner of this server, and no password is set yet. At the machine that runs it, in
        a terminal, type:
      </p>
      <p>${SET_PASSWORD}</p>
      <p>Or open this page without a password, by the link that this prints: ${LOGIN_LINK}</p>
      <p class="quiet">Where Coddle is installed as a service, write <code>sudo</code> in front.</p>`,
  });

/** What the form for signing in shows. */
export interface SignInForm {
  readonly csrf: string;
  /** The path that it leads on to. */
  readonly next: string;
  /** What was wrong with the last attempt. */
  readonly problem?: string;
  readonly status?: number;
}

const problemBox = (problem: string | undefined): Html | undefined =>
  problem === undefined ? undefined : html`<p class="box bad" role="alert"><strong>${problem}</strong></p>`;

/** Password managers file a password under a name. */
const USER_NAME = html`<input type="hidden" name="username" value="owner" autocomplete="username" />`;

export const signInPage = ({ csrf, next, problem, status }: SignInForm): PageReply =>
  htmlPage({
    title: 'Sign in',
    ...(status !== undefined && { status }),
    body: html`<h1>Sign in as the owner</h1>
      ${problemBox(problem)}
      <form method="post" action="/owner/sign-in">
        <input type="hidden" name="${CSRF_FIELD}" value="${csrf}" />
        <input type="hidden" name="next" value="${next}" />
        ${USER_NAME}
        <label for="password">Password of this server</label>
        <input
          type="password"
          id="password"
          name="password"
          autocomplete="current-password"
          required
          autofocus
        />
        <button type="submit">Sign in</button>
      </form>
      <p class="quiet">
        Forgotten? At the machine that runs the server, docs/operations.md says how to set another one.
      </p>`,
  });

/** What a login link shows: a button, since programs that preview links open them too. */
export const linkPage = (path: string): PageReply =>
  htmlPage({
    title: 'Sign in',
    body: html`<h1>Sign in as the owner</h1>
      <p>This link signs in this browser. It works once.</p>
      <form method="post" action="${path}">
        <button type="submit">Sign in</button>
      </form>`,
  });

export const linkUsedPage = (): PageReply =>
  htmlPage({
    title: 'This link does not work',
    status: 404,
    body: html`<h1>This link does not work</h1>
      <p>
        A login link works once, within ${LINK_LIFETIME} minutes. At the machine that runs the server, this
        makes another one: ${LOGIN_LINK}
      </p>`,
  });

/** What a change gets without a session, or from a page of another site. */
export const signedOutPage = (): PageReply =>
  htmlPage({
    title: 'Sign in again',
    status: 401,
    body: html`<h1>Sign in again</h1>
      <p>Nothing was changed: this browser is not signed in, or the request came from another site.</p>
      <p><a href="/owner/sign-in">Sign in</a>, then try again.</p>`,
  });

export const formExpiredPage = (): PageReply =>
  htmlPage({
    title: 'Open the page again',
    status: 403,
    body: html`<h1>Open the page again</h1>
      <p>
        Nothing was changed: the form was from an earlier session, or from another site. Open its page again
        and repeat what you did. This server needs cookies.
      </p>`,
  });

export const tooManyAttemptsPage = (): PageReply =>
  htmlPage({
    title: 'Wait a moment',
    status: 429,
    body: html`<h1>Wait a moment</h1>
      <p>
        Several attempts are waiting already. Try again in half a minute, in a browser in which you signed in
        before, or by a link: <code>coddle owner login-link</code> prints one on the machine.
      </p>`,
  }).withHeaders({ 'Retry-After': '30' });

/** What the form for a new password shows. */
export interface PasswordForm {
  readonly csrf: Html;
  /** Whether a password is set, which must then be given too. */
  readonly isSet: boolean;
  readonly problem?: string;
}

export const passwordPage = ({ csrf, isSet, problem }: PasswordForm): PageReply =>
  htmlPage({
    title: isSet ? 'Change the password' : 'Set a password',
    status: problem === undefined ? 200 : 400,
    body: html`<h1>${isSet ? 'Change the password' : 'Set a password'}</h1>
      ${isSet ? undefined : html`<p>You are signed in. With a password you can sign in again without a link.</p>`}
      ${problemBox(problem)}
      <form method="post" action="/owner/password">
        ${csrf} ${USER_NAME}
        ${isSet && passwordField('current', 'The password that is set', 'current-password')}
        ${passwordField('password', `New password, at least ${SHORTEST_PASSWORD} characters`, 'new-password')}
        ${passwordField('again', 'The same again', 'new-password')}
        <button type="submit">Set it</button>
      </form>
      <p><a href="/owner">Not now</a></p>`,
  });

const passwordField = (name: string, label: string, complete: string): Html =>
  html`<label for="${name}">${label}</label>
    <input type="password" id="${name}" name="${name}" autocomplete="${complete}" required />`;
