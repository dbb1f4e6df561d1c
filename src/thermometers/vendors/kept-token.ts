import type { CloudSignIn } from './polling/cloud-client.js';
import { CloudError } from './polling/cloud-error.js';

/** Where the token of an account is kept. */
export interface TokenStore {
  /** The account; undefined while the person is not signed in. */
  readonly account: { readonly token: string } | undefined;
}

/** Signs requests with a token that stays valid until the vendor withdraws it. */
export class KeptToken implements CloudSignIn {
  /** @param scheme the word before the token in the header */
  constructor(
    private readonly store: TokenStore,
    private readonly scheme: 'Token' | 'Bearer',
  ) {}

  async headers(): Promise<Readonly<Record<string, string>>> {
    const { account } = this.store;
    if (account === undefined) throw new CloudError('needs_sign_in', 'not signed in');
    return { authorization: `${this.scheme} ${account.token}` };
  }

  /** No password is kept, so that the same token is tried once more: a cloud may refuse it by mistake. */
  async renew(): Promise<boolean> {
    return true;
  }
}
