import type { OwnerClientDto } from '../../../../src/owner/api/dto/owner-client.dto.js';
import type { OwnerKeyDto } from '../../../../src/owner/api/dto/owner-key.dto.js';
import { askersIn } from './askers.js';

const KEY: OwnerKeyDto = {
  ...{ name: 'tablet', scopes: ['cook:start'], devices: null, ask: true, revocable: true },
  ...{ added_at: null, expires_at: null, last_used_at: null },
};
const CLIENT: OwnerClientDto = {
  ...{ id: 'oauth:1', name: 'Chef', host: 'chef.example', scopes: ['cook:start'], start_policy: 'ask' },
  ...{ connected_at: '2026-11-20T11:20:00Z', last_used_at: null },
};

describe('Those who ask before each start', () => {
  it('are keys and apps that may start and have to ask', () => {
    expect(askersIn([KEY], [CLIENT])).toEqual([
      { id: 'tablet', name: 'tablet' },
      { id: 'oauth:1', name: 'Chef (chef.example)' },
    ]);
  });

  it('are none that start at once, never, or not at all', () => {
    const keys: OwnerKeyDto[] = [
      { ...KEY, ask: false },
      { ...KEY, scopes: ['status:read'] },
    ];
    const clients: OwnerClientDto[] = [
      { ...CLIENT, start_policy: 'trusted' },
      { ...CLIENT, start_policy: 'never' },
      { ...CLIENT, scopes: ['status:read'] },
    ];
    expect(askersIn(keys, clients)).toEqual([]);
  });
});
