import type { AccountState, CookerState } from './cooker-state.js';

/**
 * The steps that rely on every change of the account. The gateway calls them directly, before anyone can see the
 * change, while events on the bus are for observers.
 */
export interface AccountFollower {
  /** A cooker pushed a state. */
  onReading(cooker: CookerState): void;
  /** The connection to the vendor's cloud came up or was lost. */
  onLink(account: AccountState): void;
}
