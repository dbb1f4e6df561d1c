import type { Clock } from '../../shared/clock.js';
import { RestCloud } from '../rest-cloud/rest-cloud.js';
import type { RestRequest, RestResponse } from '../rest-cloud/rest-message.js';
import { SimulatedMeater } from './simulated-meater.js';

export interface MeaterCloudOptions {
  readonly clock: Clock;
  readonly email: string;
  readonly password: string;
  /** How many probes the account has; default 1. */
  readonly probes?: number;
  readonly port?: number;
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
export class MeaterCloud {
  readonly rest: RestCloud;
  probes: SimulatedMeater[];
  private tokens = 1;
  private isRemoved = false;

  constructor(private readonly options: MeaterCloudOptions) {
    const { clock, port, probes = 1 } = options;
    this.probes = Array.from({ length: probes }, (_, index) => new SimulatedMeater(index + 1));
    this.rest = new RestCloud({
      clock,
      respond: (request) => this.respond(request),
      ...(port !== undefined && { port }),
    });
  }

  /** The address for clients, without a slash at the end. */
  get url(): string {
    return this.rest.url;
  }

  /** The first probe. */
  get probe(): SimulatedMeater {
    return this.probes[0]!;
  }

  /** The token that works now: of the form of a JSON Web Token. */
  get token(): string {
    return `eyJhbGciOiJub25lIn0.eyJzaW11bGF0ZWQiOnRydWV9.simulated${this.tokens}`;
  }

  listen(): Promise<void> {
    return this.rest.listen();
  }

  close(): Promise<void> {
    return this.rest.close();
  }

  /** The token is reset; a sign-in gives another. */
  expireToken(): void {
    this.tokens += 1;
  }

  /** The account is deleted: neither token nor password work. */
  removeAccount(): void {
    this.isRemoved = true;
    this.expireToken();
  }

  private respond(request: RestRequest): RestResponse {
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
