import type { Clock } from '../../shared/clock.js';
import { RestCloud } from './rest-cloud.js';
import type { RestRequest, RestResponse } from './rest-message.js';

/** What every simulated cloud of a vendor of thermometers needs. */
export interface VendorCloudOptions {
  readonly clock: Clock;
  /** Default: any free port. */
  readonly port?: number;
}

/** A stand-in for the cloud of a vendor of thermometers. Its requests fail through `rest`. */
export abstract class VendorCloud {
  readonly rest: RestCloud;
  /** Whether the account is deleted. */
  protected isRemoved = false;

  constructor({ clock, port = 0 }: VendorCloudOptions) {
    this.rest = new RestCloud({ clock, port, respond: (request) => this.respond(request) });
  }

  /** The address for clients, without a slash at the end. */
  get url(): string {
    return this.rest.url;
  }

  listen(): Promise<void> {
    return this.rest.listen();
  }

  close(): Promise<void> {
    return this.rest.close();
  }

  /** What the vendor says to a request. */
  protected abstract respond(request: RestRequest): RestResponse;
}

/** A cloud with one token that stays valid until another one is made. */
export abstract class TokenCloud extends VendorCloud {
  /** How many tokens were made; a token that was made before no longer works. */
  protected tokens = 1;

  /** The token that works now. */
  abstract get token(): string;

  /** The token works no longer, as after a change of the password; a sign-in gives another. */
  expireToken(): void {
    this.tokens += 1;
  }

  /** The account is deleted: neither token nor password work. */
  removeAccount(): void {
    this.isRemoved = true;
    this.expireToken();
  }
}
