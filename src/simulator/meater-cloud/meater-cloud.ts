import type { RestRequest, RestResponse } from '../rest-cloud/rest-message.js';
import { TokenCloud, type VendorCloudOptions } from '../rest-cloud/vendor-cloud.js';
import { SimulatedMeater } from './simulated-meater.js';

/** The account of the simulated cloud. */
export interface MeaterCloudOptions extends VendorCloudOptions {
  readonly email: string;
  readonly password: string;
  /** How many probes the account has; default 1. */
  readonly probes?: number;
}

const ok = (data: object): RestResponse => ({
  status: 200,
  body: { status: 'OK', statusCode: 200, data, meta: {} },
});
const failed = (status: number, words: string): RestResponse => ({
  status,
  body: { status: `${status} ${words}`, statusCode: status, help: 'https://example.org/help' },
});

/**
 * A stand-in for MEATER's public cloud on the loopback interface: sign-in with e-mail and password for a token that stays
 * valid until it is reset, and the probes within reach. It fails through `rest` (requests) and through the probes.
 */
export class MeaterCloud extends TokenCloud {
  probes: SimulatedMeater[];

  constructor(private readonly options: MeaterCloudOptions) {
    super(options);
    const { probes = 1 } = options;
    this.probes = Array.from({ length: probes }, (_, index) => new SimulatedMeater(index + 1));
  }

  /** The first probe. */
  get probe(): SimulatedMeater {
    return this.probes[0]!;
  }

  /** The token that works now: of the form of a JSON Web Token. */
  get token(): string {
    return `eyJhbGciOiJub25lIn0.eyJzaW11bGF0ZWQiOnRydWV9.simulated${this.tokens}`;
  }

  protected respond(request: RestRequest): RestResponse {
    const { method, path, headers, body } = request;
    if (method === 'POST' && path === '/v1/login') return this.signIn(body);
    if (method !== 'GET' || path !== '/v1/devices') return failed(404, 'Not Found');
    if (headers.authorization !== `Bearer ${this.token}` || this.isRemoved)
      return failed(401, 'Unauthorized');
    return ok({ devices: this.probes.flatMap((probe) => probe.toDocument()) });
  }

  private signIn(body: unknown): RestResponse {
    const { email, password } = (body ?? {}) as Readonly<Record<string, unknown>>;
    const isRight = email === this.options.email && password === this.options.password;
    return isRight && !this.isRemoved
      ? ok({ token: this.token, userId: 'simulated' })
      : failed(401, 'Unauthorized');
  }
}
