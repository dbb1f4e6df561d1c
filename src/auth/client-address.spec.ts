import fc from 'fast-check';
import { Socket } from 'node:net';
import { makeRequest } from '../../test/harness/calls.js';
import { clientAddress } from './rate-limit.guard.js';

const addressOf = (from: string, headers = {}) => clientAddress(makeRequest({ from, headers }));
const forwarded = (hops: string) => ({ 'x-forwarded-for': hops });

describe('The address that a request is counted to', () => {
  it('is the peer, regardless of its headers', () => {
    const headers = { ...forwarded('1.1.1.1'), 'cf-connecting-ip': '2.2.2.2' };
    expect(addressOf('203.0.113.7', headers)).toBe('203.0.113.7');
    expect(addressOf('::ffff:203.0.113.7', headers)).toBe('203.0.113.7');
  });

  it.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])(
    'is what the tunnel says when the peer is %s',
    (tunnel) => {
      expect(addressOf(tunnel, forwarded('198.51.100.9'))).toBe('198.51.100.9');
      expect(addressOf(tunnel, { 'cf-connecting-ip': '198.51.100.9' })).toBe('198.51.100.9');
    },
  );

  it.each(['128.0.0.1', '12.7.0.0', '::2', '::ffff:10.0.0.1', '::11'])(
    'is not what %s says, which is no address of this machine',
    (peer) => expect(addressOf(peer, forwarded('198.51.100.9'))).not.toBe('198.51.100.9'),
  );

  it('is the last hop, which the tunnel wrote, and none that the client wrote before it', () => {
    expect(addressOf('127.0.0.1', forwarded('9.9.9.9, 8.8.8.8 , 198.51.100.9'))).toBe('198.51.100.9');
    expect(addressOf('127.0.0.1', forwarded('9.9.9.9,::ffff:198.51.100.9'))).toBe('198.51.100.9');
  });

  it('believes the forwarding header before that of the one vendor', () => {
    const headers = { ...forwarded('198.51.100.9'), 'cf-connecting-ip': '9.9.9.9' };
    expect(addressOf('127.0.0.1', headers)).toBe('198.51.100.9');
  });

  it.each(['', 'unknown', '198.51.100.9:4711', '9.9.9.9,', '256.1.1.1', '_hidden'])(
    'is the peer where the tunnel says "%s", which is no address',
    (hops) => expect(addressOf('127.0.0.1', forwarded(hops))).toBe('127.0.0.1'),
  );

  it('is empty once the peer has gone', () => {
    expect(clientAddress({ socket: new Socket(), headers: {} })).toBe('');
  });

  it.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2'],
    ['2001:db8::9', '2001:db8:0:0'],
    ['::1:2', '0:0:0:0'],
    ['::2:3:4:5:6:7:8', '0:2:3:4'],
  ])('counts %s to its network %s', (address, network) => {
    expect(addressOf(address)).toBe(network);
    expect(addressOf('::1', forwarded(address))).toBe(network);
  });

  const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
  const half = fc.array(group, { minLength: 4, maxLength: 4 }).map((groups) => groups.join(':'));

  it('is one for all addresses of an IPv6 network, and another for another network', () => {
    fc.assert(
      fc.property(half, half, half, half, (network, other, host, neighbour) => {
        fc.pre(network !== other && !network.startsWith('0:0:0:0'));
        const address = addressOf(`${network}:${host}`);
        expect(addressOf(`${network}:${neighbour}`)).toBe(address);
        expect(addressOf(`${other}:${host}`)).not.toBe(address);
      }),
    );
  });

  it('is always found, with any headers', () => {
    fc.assert(
      fc.property(fc.string(), fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), (first, second) => {
        const headers = { 'x-forwarded-for': first, 'cf-connecting-ip': second };
        expect(addressOf('127.0.0.1', headers)).toMatch(/^[\da-f.:]+$/);
      }),
    );
  });
});
