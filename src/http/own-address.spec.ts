import { ownAddress } from './own-address.js';

describe('ownAddress', () => {
  const server = (port: number) => ({ address: () => ({ address: '127.0.0.1', family: 'IPv4', port }) });

  it.each([
    [{ publicUrl: 'https://kitchen.example', port: 5001 }, 'https://kitchen.example'],
    [{ host: '192.168.1.7', port: 5001 }, 'http://192.168.1.7:5001'],
    [{ host: '::1' }, 'http://[::1]:5000'],
    [{ host: '127.0.0.1', port: 0 }, 'http://127.0.0.1:43210'],
  ])('of %j is %s', (settings, address) => {
    expect(ownAddress({ host: '127.0.0.1', port: 5000, ...settings }, server(43_210))).toBe(address);
  });
});
