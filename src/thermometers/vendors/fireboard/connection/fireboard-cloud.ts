import { milliseconds } from '../../../../shared/units.js';
import type { CloudClient, CloudSignIn } from '../../polling/cloud-client.js';
import { CloudError } from '../../polling/cloud-error.js';
import { fetchJson, type Network } from '../../polling/fetch-json.js';
import type { RequestLimit } from '../../polling/token-bucket.js';
import {
  decodeDevices,
  decodeSignIn,
  saysTokenIsRefused,
  type FireboardList,
} from '../protocol/fireboard-devices.js';

/** The cloud of FireBoard. Source: docs.fireboard.io, FireBoard Cloud API v1. */
export const FIREBOARD = 'https://fireboard.io';

/**
 * FireBoard allows 200 requests an hour for an account, which its own app shares, and blocks an account that sends more
 * for half an hour (docs.fireboard.io, FireBoard Cloud API). Three quarters of them are ours.
 */
export const FIREBOARD_LIMIT: RequestLimit = { burst: 5, perMinute: 2.5 };
const BLOCKED = milliseconds(30 * 60_000);

/** An e-mail address or user name, and the password of an account. */
export interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** The requests that are sent to FireBoard. */
export class FireboardCloud {
  constructor(
    private readonly client: CloudClient,
    private readonly signIn: CloudSignIn,
    private readonly base: string = FIREBOARD,
  ) {}

  /**
   * The devices of the account with their newest readings: one request for everything.
   * @throws CloudError
   */
  async devices(): Promise<FireboardList> {
    const list = decodeDevices(await this.readTwice(`${this.base}/api/v1/devices.json`));
    if (list === undefined) throw new CloudError('unreadable', 'no list of devices');
    return list;
  }

  /** FireBoard refuses a token with 403, which the client cannot tell from a request that is forbidden. */
  private async readTwice(url: string): Promise<unknown> {
    try {
      return await this.read(url);
    } catch (error) {
      if (!isRefusedToken(error)) throw error;
    }
    await this.signIn.renew();
    try {
      return await this.read(url);
    } catch (error) {
      throw isRefusedToken(error) ? refusedToken() : error;
    }
  }

  private async read(url: string): Promise<unknown> {
    try {
      return await this.client.read({ url });
    } catch (error) {
      throw error instanceof CloudError && error.kind === 'limited' ? asBlocked(error) : error;
    }
  }
}

/**
 * Signs in with a password, and gives the token of the account. FireBoard gives the same one each time.
 * @throws CloudError `needs_sign_in` where name and password do not fit
 */
export async function signInToFireboard(
  { name, password }: Credentials,
  network: Network,
  base: string = FIREBOARD,
): Promise<string> {
  const request = { url: `${base}/api/rest-auth/login/`, body: { username: name, password } };
  const { body } = await fetchJson(request, network).catch(throwRefusal);
  const token = decodeSignIn(body);
  if (token === undefined) throw new CloudError('unreadable', 'a sign-in of an unknown form');
  return token;
}

function throwRefusal(error: unknown): never {
  const isRefusal = error instanceof CloudError && error.kind === 'refused' && error.status === 400;
  throw isRefusal ? new CloudError('needs_sign_in', 'credentials', { status: error.status }) : error;
}

const isRefusedToken = (error: unknown): boolean =>
  error instanceof CloudError && error.kind === 'refused' && saysTokenIsRefused(error.body);

const refusedToken = (): CloudError =>
  new CloudError('needs_sign_in', 'the sign-in is refused', { status: 403 });

/** A request during the block could lengthen it. */
const asBlocked = ({ message, status, retryAfter }: CloudError): CloudError =>
  new CloudError('limited', message, { status, retryAfter: retryAfter ?? BLOCKED });
