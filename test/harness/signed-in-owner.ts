import { OwnerSessions } from '../../src/auth/owner/owner-sessions.js';
import { Api, type ApiResponse, type Json, type Overrides } from './api.js';
import { API_KEY, type TestApp } from './test-app.js';

/** The page of the owner, signed in: it shows its cookies, and its CSRF token with every change. */
export class SignedInOwner {
  private constructor(
    private readonly api: Api,
    readonly cookie: string,
    public csrf: string,
  ) {}

  /** Signs in a browser. @param device the name of the browser */
  static async at(
    { app, url }: Pick<TestApp, 'app' | 'url'>,
    device = 'Firefox on Linux',
  ): Promise<SignedInOwner> {
    const secrets = await app.get(OwnerSessions, { strict: false }).begin('password', device);
    const cookie = `coddle-session=${secrets.read}; coddle-change=${secrets.change}`;
    const api = new Api(url, API_KEY);
    const { body } = await api.get('/owner/session', { authorization: undefined, cookie });
    return new SignedInOwner(api, cookie, String(body['csrf_token']));
  }

  get<Body = Json>(path: string): Promise<ApiResponse<Body>> {
    return this.send<Body>('GET', path);
  }

  post<Body = Json>(path: string, body?: unknown): Promise<ApiResponse<Body>> {
    return this.send<Body>('POST', path, body);
  }

  /** @param headers to add, or with undefined to leave out */
  send<Body = Json>(
    method: string,
    path: string,
    body?: unknown,
    headers: Overrides = {},
  ): Promise<ApiResponse<Body>> {
    return this.api.send<Body>(method, path, body, {
      ...{ authorization: undefined, cookie: this.cookie, 'x-csrf-token': this.csrf },
      ...headers,
    });
  }
}
