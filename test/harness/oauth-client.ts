import { hash, randomBytes } from 'node:crypto';
import { OwnerPassword } from '../../src/auth/owner/owner-password.js';
import { Api } from './api.js';
import { McpClient } from './mcp-client.js';
import { startTestApp, type TestApp } from './test-app.js';
import { formsIn, Visitor, type Seen } from './visitor.js';

const PASSWORD = 'four words to remember';

/** What the token endpoint and the others respond with. */
export interface OAuthResponse {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Tokens of a client. */
export interface Tokens {
  readonly access: string;
  readonly refresh: string;
}

/** Fields of a form, of a query. */
export type Fields = Readonly<Record<string, string | undefined>>;

/** What is ticked on the consent page; by default all that is offered but starting. */
export interface Consent {
  readonly scopes?: readonly string[];
  readonly startPolicy?: string;
  readonly decision?: 'allow' | 'deny';
}

/** The browser of the owner, signed in. */
export async function ownersBrowser(testApp: TestApp): Promise<Visitor> {
  await testApp.app.get(OwnerPassword, { strict: false }).set(PASSWORD);
  const visitor = new Visitor(testApp.url);
  await visitor.submit('/owner/sign-in', { password: PASSWORD });
  return visitor;
}

/** A client of OAuth, written by hand over fetch, which does whatever a test wants of it. */
export class OAuthClient {
  readonly verifier = randomBytes(32).toString('base64url');

  constructor(
    private readonly url: string,
    readonly clientId: string,
    readonly redirectUri: string,
    /** Fields that prove who the client is. */
    private readonly proof: () => Fields = () => ({}),
  ) {}

  /** Registers a client. */
  static register(url: string, metadata: object): Promise<OAuthResponse> {
    return send(`${url}/oauth/register`, 'application/json', JSON.stringify(metadata));
  }

  /** Registers a public client that works. */
  static async registered(
    url: string,
    { name = 'Sous Chef', redirectUri = 'https://chef.example/callback' } = {},
  ): Promise<OAuthClient> {
    const { status, body } = await OAuthClient.register(url, {
      client_name: name,
      redirect_uris: [redirectUri],
    });
    if (status !== 201) throw new Error(`Not registered: ${JSON.stringify(body)}`);
    return new OAuthClient(url, String(body['client_id']), redirectUri);
  }

  /** The path of the request for authorization. */
  authorizePath(changes: Fields = {}): string {
    const fields = {
      response_type: 'code',
      client_id: this.clientId,
      redirect_uri: this.redirectUri,
      code_challenge: hash('sha256', this.verifier, 'base64url'),
      code_challenge_method: 'S256',
      state: 'some state',
      scope: 'status:read cook:check cook:start cook:stop history:read alerts:write',
      resource: `${this.url}/mcp`,
      ...changes,
    };
    return `/oauth/authorize?${query(fields)}`;
  }

  /** Goes the whole way with a browser. @returns where the browser is sent in the end */
  async authorize(browser: Visitor, consent: Consent = {}, changes: Fields = {}): Promise<URL> {
    const page = await this.openConsent(browser, changes);
    return this.decide(browser, page, consent);
  }

  /** Opens the consent page. */
  async openConsent(browser: Visitor, changes: Fields = {}): Promise<Seen & { readonly path: string }> {
    const visit = { fromElsewhere: true, headers: fromAnywhere() };
    const asked = await browser.get(this.authorizePath(changes), visit);
    if (asked.location === undefined) throw new Error(`No consent page: ${asked.status} ${asked.text}`);
    const path = pathOf(asked.location);
    return { ...(await browser.get(path, { fromElsewhere: true })), path };
  }

  /** Sends the form of the consent page. */
  async decide(browser: Visitor, page: Seen, consent: Consent): Promise<URL> {
    const decided = await this.sendDecision(browser, page, consent);
    const resumed = await browser.get(pathOf(decided.location ?? ''), { headers: fromAnywhere() });
    return new URL(resumed.location ?? '');
  }

  async sendDecision(
    browser: Visitor,
    page: Seen,
    { scopes, startPolicy = 'ask', decision = 'allow' }: Consent,
  ): Promise<Seen> {
    const [form] = formsIn(page.text);
    const offered = [...page.text.matchAll(/name="scope"\s+value="([^"]*)"\s+checked/g)].map(
      ([, scope]) => scope!,
    );
    const fields = new URLSearchParams({ ...form!.hidden, start_policy: startPolicy, decision });
    for (const scope of scopes ?? offered) fields.append('scope', scope);
    return browser.postForm(form!.action, fields);
  }

  /** Exchanges a code for tokens. */
  exchange(code: string, changes: Fields = {}): Promise<OAuthResponse> {
    return this.token({
      grant_type: 'authorization_code',
      code,
      redirect_uri: this.redirectUri,
      code_verifier: this.verifier,
      ...changes,
    });
  }

  refresh(refreshToken: string, changes: Fields = {}): Promise<OAuthResponse> {
    return this.token({ grant_type: 'refresh_token', refresh_token: refreshToken, ...changes });
  }

  revoke(token: string): Promise<OAuthResponse> {
    return this.post('/oauth/revoke', { token });
  }

  /** Connects with the consent of the owner. */
  async connect(browser: Visitor, consent: Consent = {}): Promise<Tokens> {
    const code = (await this.authorize(browser, consent)).searchParams.get('code') ?? '';
    return tokensOf(await this.exchange(code));
  }

  private token(fields: Fields): Promise<OAuthResponse> {
    return this.post('/oauth/token', { resource: `${this.url}/mcp`, ...fields });
  }

  private post(path: string, fields: Fields): Promise<OAuthResponse> {
    const body = query({ client_id: this.clientId, ...this.proof(), ...fields });
    return send(this.url + path, 'application/x-www-form-urlencoded', body);
  }
}

/** The tokens of a response. */
export function tokensOf({ status, body }: OAuthResponse): Tokens {
  if (status !== 200) throw new Error(`No tokens: ${JSON.stringify(body)}`);
  return { access: String(body['access_token']), refresh: String(body['refresh_token']) };
}

/** What the client of a token may do at /mcp: the names of its tools, or the status of the refusal. */
export async function toolsOf({ url }: Pick<TestApp, 'url'>, { access }: Pick<Tokens, 'access'>) {
  const { status, body } = await new McpClient(new Api(url, access)).send('tools/list');
  if (status !== 200) return status;
  return (body['result'] as { tools: { name: string }[] }).tools.map(({ name }) => name);
}

/** The path of an address, with its query. */
export const pathOf = (address: string): string => {
  const { pathname, search } = new URL(address, 'http://localhost');
  return pathname + search;
};

let requests = 0;
/** The headers of a request that the tunnel passes on: each from another address, so that none reaches its limit. */
const fromAnywhere = () => ({ 'x-forwarded-for': `2001:db8:${(++requests).toString(16)}::1` });

const query = (fields: Fields): string =>
  new URLSearchParams(
    Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined),
  ).toString();

async function send(url: string, type: string, body: string): Promise<OAuthResponse> {
  const headers = { 'content-type': type, ...fromAnywhere() };
  const response = await fetch(url, { method: 'POST', headers, body });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as OAuthResponse['body']) };
}

/** An application with the owner signed in, for all tests of a `describe`. */
export interface OAuthApp {
  readonly testApp: TestApp;
  readonly browser: Visitor;
  /** A public client that works. */
  readonly registered: (options?: { name?: string; redirectUri?: string }) => Promise<OAuthClient>;
  /** Opens the address at which a client asks for authorization. */
  readonly ask: (client: OAuthClient, changes?: Fields) => Promise<Seen>;
}

/** Opens the application before the tests and closes it after them. */
export function useOAuthApp(): OAuthApp {
  let testApp: TestApp;
  let browser: Visitor;
  beforeAll(async () => {
    testApp = await startTestApp();
    browser = await ownersBrowser(testApp);
  });
  afterAll(() => testApp.close());
  return {
    get testApp() {
      return testApp;
    },
    get browser() {
      return browser;
    },
    registered: (options) => OAuthClient.registered(testApp.url, options),
    ask: (client, changes = {}) => browser.get(client.authorizePath(changes)),
  };
}
