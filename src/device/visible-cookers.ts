import type { Principal } from '../auth/principal.js';
import { withDistinctNames } from './cooker-names.js';
import type { AccountState } from './cooker-state.js';

/** An account as one principal may see it. */
export interface VisibleAccount extends AccountState {
  /** Whether cookers may be left out, because the principal is limited to some. */
  readonly limited?: true;
}

/** Whether a principal may see and use a cooker. */
export const mayUse = ({ devices }: Pick<Principal, 'devices'>, cookerId: string): boolean =>
  devices === undefined || devices.has(cookerId);

/** The account with only the cookers that a principal may use; without a limit the very account. */
export function visibleTo(principal: Pick<Principal, 'devices'>, account: AccountState): VisibleAccount {
  if (principal.devices === undefined) return account;
  const visible = [...account.cookers].filter(([id]) => mayUse(principal, id));
  // A name must not reveal that another cooker is called the same.
  return { ...account, cookers: withDistinctNames(new Map(visible)), limited: true };
}
