import type { RestRequest, RestResponse } from '../rest-cloud/rest-message.js';
import { TokenCloud, type VendorCloudOptions } from '../rest-cloud/vendor-cloud.js';
import { SimulatedFireboard, type FireboardOptions } from './simulated-fireboard.js';

/** The account of the simulated cloud. */
export interface FireboardCloudOptions extends VendorCloudOptions {
  readonly username: string;
  readonly password: string;
  readonly devices?: readonly FireboardOptions[];
}

/** As long as the real ones: 40 hexadecimal digits. */
const TOKEN_START = '5110ab0a4dc10d5110ab0a4dc10d5110ab0a4d';

const refused = (detail: string): RestResponse => ({ status: 403, body: { detail } });
/** What the web server in front of the API says to a request without a user agent. */
const FORBIDDEN: RestResponse = {
  status: 403,
  body: '<html><head><title>403 Forbidden</title></head><body>403 Forbidden</body></html>',
};

/**
 * A stand-in for FireBoard's cloud on the loopback interface: sign-in with a password, a token that stays valid, and the
 * list of devices with their newest readings. It fails through `rest` (requests) and through the devices (readings).
 */
export class FireboardCloud extends TokenCloud {
  devices: SimulatedFireboard[];

  constructor(private readonly options: FireboardCloudOptions) {
    super(options);
    const { devices = [{}] } = options;
    this.devices = devices.map((device) => new SimulatedFireboard(device));
  }

  /** The first device. */
  get device(): SimulatedFireboard {
    return this.devices[0]!;
  }

  /** The token that works now. */
  get token(): string {
    return `${TOKEN_START}${String(this.tokens).padStart(2, '0')}`;
  }

  protected respond(request: RestRequest): RestResponse {
    const { method, path, headers } = request;
    if (!headers['user-agent']) return FORBIDDEN;
    if (method === 'POST' && path === '/api/rest-auth/login/') return this.signIn(request.body);
    if (method !== 'GET' || path !== '/api/v1/devices.json')
      return { status: 404, body: { detail: 'Not found.' } };
    const [, token] = /^Token (.+)$/.exec(headers.authorization ?? '') ?? [];
    if (token === undefined) return refused('Authentication credentials were not provided.');
    if (token !== this.token || this.isRemoved) return refused('Invalid token');
    return { status: 200, body: this.devices.map((device) => device.toDocument(this.rest.now)) };
  }

  private signIn(body: unknown): RestResponse {
    const { username, password } = (body ?? {}) as Readonly<Record<string, unknown>>;
    const isRight = username === this.options.username && password === this.options.password;
    return isRight && !this.isRemoved
      ? { status: 200, body: { key: this.token } }
      : { status: 400, body: { non_field_errors: ['Unable to log in with provided credentials.'] } };
  }
}
