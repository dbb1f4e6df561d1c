import { formsIn, type Seen, type Visitor } from '../harness/visitor.js';

/** What the owner does on the consent page. */
export interface Decision {
  /** What is ticked. */
  readonly scopes: readonly string[];
  readonly startPolicy?: 'ask' | 'trusted' | 'never';
  readonly decision?: 'allow' | 'deny';
}

/** Everything that a client may be allowed, starting included. */
export const EVERYTHING = ['status:read', 'cook:check', 'cook:start', 'cook:stop', 'history:read'];

/** The owner, who has a password, in a browser that is not signed in. */
export class OwnerAtThePage {
  /** The pages that were shown, the newest last. */
  readonly shown: string[] = [];

  constructor(
    private readonly url: string,
    private readonly browser: Visitor,
    private readonly password: string,
  ) {}

  /** Opens the page to which a client leads, signs in where asked, and decides. @returns where the browser ends */
  async decide(address: URL, { scopes, startPolicy = 'ask', decision = 'allow' }: Decision): Promise<string> {
    let seen = await this.follow(await this.browser.get(pathOf(address.href), { fromElsewhere: true }));
    if (typeof seen !== 'string' && seen.text.includes('name="password"')) {
      seen = await this.follow(await this.send(seen, [['password', this.password]]));
    }
    if (typeof seen === 'string') return seen;
    const ticked = scopes.map((scope) => ['scope', scope] as const);
    const end = await this.follow(
      await this.send(seen, [...ticked, ['start_policy', startPolicy], ['decision', decision]]),
    );
    if (typeof end === 'string') return end;
    throw new Error(`The browser stays at a page: ${end.text}`);
  }

  private send({ text }: Seen, fields: readonly (readonly [string, string])[]): Promise<Seen> {
    const [form] = formsIn(text);
    if (form === undefined) throw new Error(`There is no form in: ${text}`);
    const body = new URLSearchParams(form.hidden);
    for (const [name, value] of fields) body.append(name, value);
    return this.browser.postForm(form.action, body);
  }

  /** Follows redirects within the server. @returns the page, or the address of another place to which it leads */
  private async follow(seen: Seen): Promise<Seen | string> {
    let next = seen;
    while (next.location !== undefined) {
      const { href, origin } = new URL(next.location, this.url);
      if (origin !== new URL(this.url).origin) return href;
      next = await this.browser.get(pathOf(href));
    }
    this.shown.push(next.text);
    return next;
  }
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address);
  return pathname + search;
}
