import type { CloudClient, CloudSignIn } from '../../polling/cloud-client.js';
import { CloudError } from '../../polling/cloud-error.js';
import { fetchJson, type Network } from '../../polling/fetch-json.js';
import type { RequestLimit } from '../../polling/token-bucket.js';
import { decodeProbes, decodeSignIn, statusOf, type MeaterList } from '../protocol/meater-devices.js';

/** The public cloud of MEATER. Source: apption-labs/meater-cloud-public-rest-api 039181f. */
export const MEATER = 'https://public-api.cloud.meater.com';

/** MEATER recommends two requests a minute and refuses more than sixty. Source: the same. */
export const MEATER_LIMIT: RequestLimit = { burst: 2, perMinute: 2 };

/** The e-mail address and the password of an account. */
export interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** The requests that are sent to MEATER. */
export class MeaterCloud {
  constructor(
    private readonly client: CloudClient,
    private readonly signIn: CloudSignIn,
    private readonly base: string = MEATER,
  ) {}

  /** The probes within reach. @throws CloudError */
  async probes(): Promise<MeaterList> {
    const url = `${this.base}/v1/devices`;
    let body = await this.client.read({ url });
    if (statusOf(OK, body) === UNAUTHORIZED) {
      await this.signIn.renew();
      body = await this.client.read({ url });
    }
    return listIn(body);
  }
}

/**
 * Signs in with a password, and gives the token of the account.
 * @throws CloudError `needs_sign_in` where e-mail address and password do not fit
 */
export async function signInToMeater(
  { name, password }: Credentials,
  network: Network,
  base: string = MEATER,
): Promise<string> {
  const request = { url: `${base}/v1/login`, body: { email: name, password } };
  const { body } = await fetchJson(request, network).catch(throwRefusal);
  throwFor(statusOf(OK, body), 'credentials');
  const token = decodeSignIn(body);
  if (token === undefined) throw new CloudError('unreadable', 'a sign-in of an unknown form');
  return token;
}

const OK = 200;
const UNAUTHORIZED = 401;
const TOO_MANY = 429;

function listIn(body: unknown): MeaterList {
  throwFor(statusOf(OK, body), 'the sign-in is refused');
  const list = decodeProbes(body);
  if (list === undefined) throw new CloudError('unreadable', 'no list of probes');
  return list;
}

/** What a number in the body means, where HTTP itself said that all was well. */
function throwFor(status: number, refusal: string): void {
  if (status >= 200 && status < 300) return;
  if (status === UNAUTHORIZED) throw new CloudError('needs_sign_in', refusal, { status });
  if (status === TOO_MANY) throw new CloudError('limited', 'too many requests', { status });
  throw new CloudError('unavailable', `status ${status}`, { status });
}

function throwRefusal(error: unknown): never {
  const isRefusal = error instanceof CloudError && error.kind === 'refused';
  const isOfPerson = isRefusal && (error.status === UNAUTHORIZED || error.status === 400);
  throw isOfPerson ? new CloudError('needs_sign_in', 'credentials', { status: error.status }) : error;
}
