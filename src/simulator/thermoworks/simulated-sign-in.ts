import type { Clock } from '../../shared/clock.js';
import type { RestResponse } from '../rest-cloud/rest-message.js';

/** A pair of tokens that the cloud gave out. */
interface Pair {
  readonly idToken: string;
  readonly refreshToken: string;
  readonly expiresAt: number;
  /** The refresh token that this pair replaced. */
  readonly replaces: string | undefined;
}

interface SignInOptions {
  readonly clock: Clock;
  readonly email: string;
  readonly password: string;
}

/** Seconds for which an id token is valid. */
const LIFE = 3_600;

/**
 * The sign-in of the simulated cloud. Each refresh gives a new refresh token, and the former one is withdrawn as soon as
 * the id token that came along is used: the strictest form of rotation.
 */
export class SimulatedSignIn {
  private pairs: Pair[] = [];
  private readonly withdrawn = new Set<string>();
  private made = 0;
  private refusal: string | undefined;
  private password: string;

  constructor(private readonly options: SignInOptions) {
    this.password = options.password;
  }

  /** The refresh token that was given out last. */
  get refreshToken(): string {
    return this.pairs.at(-1)?.refreshToken ?? this.newPair(undefined).refreshToken;
  }

  /** The password is another: no refresh token works any longer, and the id tokens do until they expire. */
  changePassword(password: string): void {
    this.password = password;
    for (const { refreshToken } of this.pairs) this.withdrawn.add(refreshToken);
  }

  /** The account is deleted or blocked: nothing works, with this word as the reason. */
  refuse(reason: 'USER_NOT_FOUND' | 'USER_DISABLED' | undefined): void {
    this.refusal = reason;
  }

  /** Every id token expires now. */
  expire(): void {
    this.pairs = this.pairs.map((pair) => ({ ...pair, expiresAt: -Infinity }));
  }

  signIn(body: unknown): RestResponse {
    const { email, password, returnSecureToken } = recordOf(body);
    if (this.refusal !== undefined) return refused(this.refusal);
    if (email !== this.options.email) return refused('EMAIL_NOT_FOUND');
    if (password !== this.password || returnSecureToken !== true) return refused('INVALID_PASSWORD');
    const { idToken, refreshToken } = this.newPair(undefined);
    return {
      status: 200,
      body: { idToken, email, refreshToken, expiresIn: String(LIFE), localId: 'simulated-user' },
    };
  }

  refresh(body: unknown): RestResponse {
    const { grant_type: grant, refresh_token: token } = recordOf(body);
    if (this.refusal !== undefined) return refused(this.refusal);
    if (grant !== 'refresh_token' || typeof token !== 'string') return refused('MISSING_REFRESH_TOKEN');
    if (!this.pairs.some(({ refreshToken }) => refreshToken === token))
      return refused('INVALID_REFRESH_TOKEN');
    if (this.withdrawn.has(token)) return refused('TOKEN_EXPIRED');
    const { idToken, refreshToken } = this.newPair(token);
    return {
      status: 200,
      body: {
        access_token: idToken,
        expires_in: String(LIFE),
        token_type: 'Bearer',
        refresh_token: refreshToken,
        id_token: idToken,
        user_id: 'simulated-user',
        project_id: 'simulated',
      },
    };
  }

  /** Whether a request may pass. */
  accepts(authorization: string | undefined): boolean {
    const pair = this.pairs.find(({ idToken }) => authorization === `Bearer ${idToken}`);
    if (pair === undefined || this.options.clock.monotonic() >= pair.expiresAt || this.refusal !== undefined)
      return false;
    if (pair.replaces !== undefined) this.withdrawn.add(pair.replaces);
    return true;
  }

  private newPair(replaces: string | undefined): Pair {
    this.made += 1;
    const expiresAt = this.options.clock.monotonic() + LIFE * 1_000;
    const [idToken, refreshToken] = [
      `simulated-id-token-${this.made}`,
      `simulated-refresh-token-${this.made}`,
    ];
    const pair = { idToken, refreshToken, expiresAt, replaces };
    this.pairs.push(pair);
    return pair;
  }
}

const refused = (message: string): RestResponse => ({
  status: 400,
  body: { error: { code: 400, message, errors: [{ message, domain: 'global', reason: 'invalid' }] } },
});

const recordOf = (body: unknown): Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
