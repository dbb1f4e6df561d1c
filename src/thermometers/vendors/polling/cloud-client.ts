import type { Clock } from '../../../shared/clock.js';
import { type Milliseconds, milliseconds } from '../../../shared/units.js';
import { CloudError, noLongerNeeded } from './cloud-error.js';
import { CloudTime } from './cloud-time.js';
import { fetchJson, type CloudRequest, type Network } from './fetch-json.js';
import { TokenBucket, type RequestLimit } from './token-bucket.js';

/** How requests of an account are signed. */
export interface CloudSignIn {
  /** The headers that sign a request. @throws CloudError */
  headers(): Promise<Readonly<Record<string, string>>>;
  /**
   * Signs in anew, after the cloud refused what `headers` gave.
   * @returns false where only the person can do that
   * @throws CloudError
   */
  renew(): Promise<boolean>;
}

interface ClientOptions {
  readonly network: Network;
  readonly limit: RequestLimit;
  readonly signIn: CloudSignIn;
}

/** The status of a request that is not signed in. */
const UNAUTHORIZED = 401;

/** Sends the signed requests of one account, within its budget of requests. */
export class CloudClient {
  /** The clock of the cloud. */
  readonly time = new CloudTime();
  private readonly network: Network;
  private readonly bucket: TokenBucket;
  private readonly signIn: CloudSignIn;

  constructor({ network, limit, signIn }: ClientOptions) {
    this.network = network;
    this.bucket = new TokenBucket(limit, network.clock.monotonic());
    this.signIn = signIn;
  }

  /**
   * The JSON of a response. A request that is refused for its sign-in is signed anew and sent once more.
   * @throws CloudError, also where the second request is refused
   */
  async read(request: CloudRequest): Promise<unknown> {
    try {
      return await this.signed(request);
    } catch (error) {
      if (!isUnauthorized(error)) throw error;
    }
    if (!(await this.signIn.renew())) throw refusedSignIn();
    try {
      return await this.signed(request);
    } catch (error) {
      throw isUnauthorized(error) ? refusedSignIn() : error;
    }
  }

  /** The JSON of a request that is not signed, such as one that signs in. @throws CloudError */
  async unsigned(request: CloudRequest): Promise<unknown> {
    await within(this.bucket, this.network);
    const { body, cloudTime } = await fetchJson(request, this.network);
    this.time.observe(cloudTime, this.network.clock.now().getTime());
    return body;
  }

  private async signed(request: CloudRequest): Promise<unknown> {
    const signature = await this.signIn.headers();
    return this.unsigned({ ...request, headers: { ...request.headers, ...signature } });
  }
}

const isUnauthorized = (error: unknown): boolean =>
  error instanceof CloudError && error.kind === 'refused' && error.status === UNAUTHORIZED;

const refusedSignIn = (): CloudError =>
  new CloudError('needs_sign_in', 'the sign-in is refused', { status: UNAUTHORIZED });

/** Waits until the budget allows a request. */
async function within(bucket: TokenBucket, { clock, signal }: Network): Promise<void> {
  const wait = bucket.take(clock.monotonic());
  if (wait > 0) await pause(clock, wait, signal);
  if (signal?.aborted) throw noLongerNeeded();
}

/** Waits for `delay`, or until the signal comes. */
function pause(clock: Clock, delay: Milliseconds, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(milliseconds(delay), done);
    function done(): void {
      cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    }
    signal?.addEventListener('abort', done);
    if (signal?.aborted) done();
  });
}
