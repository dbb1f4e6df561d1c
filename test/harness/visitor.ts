/** A response to a browser. */
export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Where it leads; undefined when it leads nowhere. */
  readonly location: string | undefined;
}

/** What a visitor may leave out or add. */
export interface Visit {
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the request begins at another site, so that a browser keeps back the cookies that are strict. */
  readonly fromElsewhere?: boolean;
}

interface Cookie {
  readonly value: string;
  readonly attributes: readonly string[];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** A client that keeps cookies and fills in forms, as a browser does, and follows no redirect by itself. */
export class Visitor {
  readonly cookies = new Map<string, Cookie>();

  constructor(
    private readonly url: string,
    private readonly usual: Readonly<Record<string, string>> = {},
  ) {}

  get(path: string, visit: Visit = {}): Promise<Seen> {
    return this.send('GET', path, visit);
  }

  /** Sends a form. */
  post(path: string, fields: Readonly<Record<string, string>> = {}, visit: Visit = {}): Promise<Seen> {
    return this.send('POST', path, visit, new URLSearchParams(fields).toString());
  }

  /** Sends a form in which a field may stand several times. */
  postForm(path: string, fields: URLSearchParams): Promise<Seen> {
    return this.send('POST', path, {}, fields.toString());
  }

  /** Opens a page and sends its first form whose action matches, with its hidden fields and those given. */
  async submit(path: string, fields: Readonly<Record<string, string>> = {}, action = /./): Promise<Seen> {
    const form = formsIn((await this.get(path)).text).find((one) => action.test(one.action));
    if (form === undefined) throw new Error(`There is no such form at ${path}`);
    return this.post(form.action, { ...form.hidden, ...fields });
  }

  private async send(
    method: string,
    path: string,
    { headers, fromElsewhere }: Visit,
    body?: string,
  ): Promise<Seen> {
    const response = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
        cookie: this.cookieHeader(fromElsewhere === true),
        ...this.usual,
        ...headers,
      },
      body: body ?? null,
    });
    this.keep(response.headers.getSetCookie());
    const location = response.headers.get('location') ?? undefined;
    return { status: response.status, headers: response.headers, text: await response.text(), location };
  }

  private cookieHeader(fromElsewhere: boolean): string {
    return [...this.cookies]
      .filter(([, { attributes }]) => !(fromElsewhere && attributes.includes('SameSite=Strict')))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
  }

  private keep(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split('; ');
      const at = pair.indexOf('=');
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
      else this.cookies.set(name, { value, attributes });
    }
  }
}

/** The forms of a page, with their hidden fields. */
export const formsIn = (page: string): { action: string; hidden: Record<string, string> }[] =>
  [...page.matchAll(/<form\s+method="post"\s+action="([^"]*)"\s*>([\s\S]*?)<\/form>/g)].map(
    ([, action, inner]) => ({
      action: plain(action!),
      hidden: Object.fromEntries(
        [...inner!.matchAll(/<input\s+type="hidden"\s+name="([^"]*)"\s+value="([^"]*)"/g)].map(
          ([, name, value]) => [name!, plain(value!)],
        ),
      ),
    }),
  );

const plain = (text: string): string => text.replace(/&([^;]+);/g, (_all, name: string) => ENTITIES[name]!);
