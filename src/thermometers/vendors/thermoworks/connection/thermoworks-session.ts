import { CredentialsFileError } from '../../../../config/config.errors.js';
import type { Clock } from '../../../../shared/clock.js';
import type { CloudSignIn } from '../../polling/cloud-client.js';
import { CloudError } from '../../polling/cloud-error.js';
import type { CloudRequest } from '../../polling/fetch-json.js';
import { decodeRefresh, refusalIn, type SignedIn } from '../protocol/sign-in.js';
import { APP_HEADERS, type ThermoworksAddresses } from './thermoworks-addresses.js';

/** Keeps the refresh token of an account. */
export interface RefreshTokens {
  /** The token; undefined while the person is not signed in. */
  readonly token: string | undefined;
  /** Replaces it by its successor, durably. @returns false where the person has signed in anew or out meanwhile */
  rotate(to: string): boolean;
}

interface SessionOptions {
  readonly tokens: RefreshTokens;
  readonly addresses: ThermoworksAddresses;
  readonly clock: Clock;
  /** Sends a request that is not signed. */
  readonly send: (request: CloudRequest) => Promise<unknown>;
}

/** An id token is renewed so long before it expires, in ms: a request may be under way for a while. */
const BEFORE_EXPIRY = 60_000;

/** The sign-in to ThermoWorks' cloud: an id token for about an hour, made from the refresh token that is kept. */
export class ThermoworksSession implements CloudSignIn {
  private signedIn: SignedIn | undefined;
  private validUntil = -Infinity;

  constructor(private readonly options: SessionOptions) {}

  /** The vendor's id of the user. @throws CloudError */
  async userId(): Promise<string> {
    return (await this.valid()).userId;
  }

  async headers(): Promise<Readonly<Record<string, string>>> {
    return { ...APP_HEADERS, authorization: `Bearer ${(await this.valid()).idToken}` };
  }

  async renew(): Promise<boolean> {
    this.signedIn = undefined;
    await this.valid();
    return true;
  }

  /** Begins with what a sign-in with a password gave. */
  begin(signedIn: SignedIn): void {
    this.signedIn = signedIn;
    this.validUntil = this.options.clock.monotonic() + signedIn.validFor - BEFORE_EXPIRY;
  }

  private async valid(): Promise<SignedIn> {
    const { signedIn } = this;
    if (signedIn !== undefined && this.options.clock.monotonic() < this.validUntil) return signedIn;
    const renewed = await this.refreshed();
    this.keep(renewed.refreshToken);
    this.begin(renewed);
    return renewed;
  }

  private async refreshed(): Promise<SignedIn> {
    const { tokens, addresses, send } = this.options;
    if (tokens.token === undefined) throw new CloudError('needs_sign_in', 'not signed in');
    const body = { grant_type: 'refresh_token', refresh_token: tokens.token };
    const response = await send({ url: addresses.refresh, headers: APP_HEADERS, body }).catch(throwRefusal);
    const signedIn = decodeRefresh(response);
    if (signedIn === undefined) throw new CloudError('unreadable', 'a sign-in of an unknown form');
    return signedIn;
  }

  /**
   * The successor of a refresh token is on the disk before anything is asked with what came along with it: a cloud that
   * withdraws the predecessor then would otherwise lock out a server that ends in between.
   */
  private keep(refreshToken: string): void {
    let isKept: boolean;
    try {
      isKept = this.options.tokens.rotate(refreshToken);
    } catch (error) {
      if (!(error instanceof CredentialsFileError)) throw error;
      throw new CloudError('unavailable', `the sign-in cannot be kept: ${error.message}`);
    }
    if (!isKept) throw new CloudError('unavailable', 'the sign-in has just changed');
  }
}

/** @throws CloudError of the kind that a refused sign-in means */
export function throwRefusal(error: unknown): never {
  if (!(error instanceof CloudError) || error.kind !== 'refused') throw error;
  const { status, body } = error;
  const refusal = refusalIn(body);
  if (refusal === 'too_many_attempts')
    throw new CloudError('limited', 'too many attempts to sign in', { status });
  if (refusal === 'unknown') throw new CloudError('unavailable', error.message, { status });
  throw new CloudError('needs_sign_in', refusal, { status });
}
