import { isPublicAddress, isSocketAddress } from './addresses.js';

describe('isSocketAddress', () => {
  it.each([
    'wss://devices.anovaculinary.io',
    'wss://devices.anovaculinary.io/path',
    'wss://localhost:8443',
    'ws://localhost:8080',
    'ws://127.0.0.1:8080',
    'ws://127.8.9.10',
    'ws://127.1',
    'ws://[::1]:8080',
    'ws://[0:0:0:0:0:0:0:1]',
  ])('takes %s', (address) => {
    expect(isSocketAddress(address)).toBe(true);
  });

  it.each([
    'ws://devices.anovaculinary.io',
    'ws://127.0.0.1.example.org',
    'ws://localhost.example.org',
    'ws://128.0.0.1',
    'ws://[::2]',
    'ws://0.0.0.0',
    'https://devices.anovaculinary.io',
    'wss://user@example.org',
    'wss://:word@example.org',
    'wss://example.org?token=x',
    'wss://example.org?',
    'wss://example.org#part',
    ' wss://example.org',
    'wss://exa\nmple.org',
    'wss://',
    'example.org',
    '',
    7,
    undefined,
  ])('refuses %j', (address) => {
    expect(isSocketAddress(address)).toBe(false);
  });
});

describe('isPublicAddress', () => {
  it.each([
    'https://cooker.example.org',
    'https://example.org:8443/kitchen',
    'http://localhost:5000',
    'http://[::1]',
  ])('takes %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    'http://cooker.example.org',
    'http://192.168.1.5:5000',
    'wss://example.org',
    'https://a:b@example.org',
  ])('refuses %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
