import type { Environment } from '../../config/environment.js';
import type { Network } from '../vendors/polling/fetch-json.js';

/** What a sign-in needs. */
export interface SignInRequest {
  /** The name of the account, such as an e-mail address. */
  readonly name: string;
  /** A secret that is used once and kept nowhere. */
  readonly password: string;
  /** The addresses of the clouds. */
  readonly environment: Pick<Environment, 'thermoworksUrl' | 'fireboardUrl' | 'meaterUrl'>;
  readonly network: Network;
}

/** What a sign-in gives. */
export interface SignedInAccount {
  /** What is kept instead of the password; a secret. */
  readonly token: string;
  /** The names of the thermometers that the account has; foreign text. */
  readonly found: readonly string[];
}

/**
 * Signs in to a vendor's cloud.
 * @throws CloudError `needs_sign_in` where the cloud refuses the password
 */
export type SignIn = (request: SignInRequest) => Promise<SignedInAccount>;
