import { brokerAddress, shownAddress } from './broker-address.js';

describe('The address of a broker', () => {
  it.each([
    ['mqtt://192.168.1.10', { secure: false, host: '192.168.1.10', port: 1883 }, 'mqtt://192.168.1.10:1883'],
    [
      'mqtts://broker.example',
      { secure: true, host: 'broker.example', port: 8883 },
      'mqtts://broker.example:8883',
    ],
    ['mqtt://[::1]:1884/', { secure: false, host: '::1', port: 1884 }, 'mqtt://[::1]:1884'],
  ])('%s', (text, expected, shown) => {
    expect(brokerAddress(text)).toEqual({ ...expected, username: undefined, password: undefined });
    expect(shownAddress(brokerAddress(text))).toBe(shown);
  });

  it('holds a user and a password, and does not show them', () => {
    const address = brokerAddress('mqtt://me:p%40ss%3Aword@host:1');
    expect(address).toMatchObject({ username: 'me', password: 'p@ss:word' });
    expect(shownAddress(address)).toBe('mqtt://host:1');
  });
});
