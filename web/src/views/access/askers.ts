import type { OwnerClientDto } from '../../../../src/owner/api/dto/owner-client.dto.js';
import type { OwnerKeyDto } from '../../../../src/owner/api/dto/owner-key.dto.js';

/** A key or an app whose starts need the owner's approval. */
export interface Asker {
  /** The id of the principal. */
  readonly id: string;
  readonly name: string;
}

/** Those among the keys and apps that ask before each start. */
export const askersIn = (
  keys: readonly OwnerKeyDto[],
  clients: readonly OwnerClientDto[],
): readonly Asker[] => [
  ...keys
    .filter(({ ask, scopes }) => ask && scopes.includes('cook:start'))
    .map(({ name }) => ({ id: name, name })),
  ...clients
    .filter(({ start_policy: policy, scopes }) => policy === 'ask' && scopes.includes('cook:start'))
    .map(({ id, name, host }) => ({ id, name: `${name} (${host})` })),
];
