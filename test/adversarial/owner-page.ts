import { CSRF_FIELD } from '../../src/auth/owner/session-of-request.js';
import { formsIn, Visitor, type Seen, type Visit } from '../harness/visitor.js';
import { PASSWORD } from './owner.js';

/** What the owner decides about an approval. */
export type Decision = 'approve' | 'deny';

const SEE_OTHER = 303;
/** How a page of another site, or a program without the session, tries to decide in the owner's place. */
const UNPROVEN: readonly ((page: OwnerPage) => readonly [visitor: Visitor, csrf: string, visit: Visit])[] = [
  ({ stranger, csrf }) => [stranger, csrf, {}],
  ({ stranger }) => [stranger, '', {}],
  ({ browser }) => [browser, '', {}],
  ({ browser, csrf }) => [browser, csrf.split('').toReversed().join(''), {}],
  ({ browser, csrf }) => [browser, csrf, { fromElsewhere: true }],
];

/** The owner's browser, signed in, which decides by the forms of the pages. */
export class OwnerPage {
  readonly stranger: Visitor;
  csrf = '';

  private constructor(
    url: string,
    readonly browser: Visitor,
  ) {
    this.stranger = new Visitor(url);
  }

  static async open(url: string): Promise<OwnerPage> {
    const page = new OwnerPage(url, new Visitor(url));
    await page.signIn();
    return page;
  }

  /** Signs in, where the session has ended. */
  async signIn(): Promise<void> {
    let shown = await this.browser.get('/owner');
    if (shown.status === SEE_OTHER) {
      await this.browser.submit('/owner/sign-in', { password: PASSWORD });
      shown = await this.browser.get('/owner');
    }
    this.csrf = formsIn(shown.text)[0]?.hidden[CSRF_FIELD] ?? '';
    if (this.csrf === '') throw new Error(`The owner is not signed in: ${shown.status} ${shown.text}`);
  }

  /** Opens an approval and sends its form, or a form from before where the page no longer has one. @returns whether the server took it */
  async decide(id: string, decision: Decision): Promise<boolean> {
    const path = `/approvals/${encodeURIComponent(id)}/${decision}`;
    const shown = await this.browser.get(`/approvals/${encodeURIComponent(id)}/approve`);
    const form = formsIn(shown.text).find(({ action }) => action === path);
    const { status } = asserted(await this.browser.post(path, form?.hidden ?? { [CSRF_FIELD]: this.csrf }));
    return status === SEE_OTHER;
  }

  /** Decides without what proves that it is the owner. @throws Error when that suffices */
  async decideUnproven(id: string, decision: Decision, pick: number): Promise<void> {
    const [visitor, csrf, visit] = UNPROVEN[pick % UNPROVEN.length]!(this);
    const path = `/approvals/${encodeURIComponent(id)}/${decision}`;
    const { status, text } = asserted(await visitor.post(path, { [CSRF_FIELD]: csrf }, visit));
    if (status < 400) throw new Error(`${id} was decided without a proof: ${status} ${text}`);
  }
}

/** @throws Error for a response that shows a bug */
function asserted(seen: Seen): Seen {
  if (seen.status >= 500) throw new Error(`The page failed: ${seen.status} ${seen.text.slice(0, 600)}`);
  return seen;
}
