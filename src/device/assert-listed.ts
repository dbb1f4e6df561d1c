import type { AccountState } from './cooker-state.js';
import { CloudUnavailableError, TokenRejectedError } from './device.errors.js';

/** @throws CloudUnavailableError, TokenRejectedError before the cloud has listed the cookers of the account */
export function assertListed({ listed, link }: AccountState): void {
  if (!listed) throw link === 'token-rejected' ? new TokenRejectedError() : notYetListed();
}

const notYetListed = () =>
  new CloudUnavailableError(
    "Anova's cloud has not responded yet, so no cooker is known. Try again in a few seconds.",
  );
