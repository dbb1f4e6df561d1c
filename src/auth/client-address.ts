import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

const LOOPBACK = /^(127\.|::1$)/;

// Hand-written because Express' `trust proxy` skips an empty last hop: `req.ip` is then one that the client itself wrote.

/**
 * The client address of a request, for the rate limit. It is the address of the peer. A peer on this machine is the
 * tunnel: then it is the last hop of `X-Forwarded-For`, which the tunnel appends to what the client sent, or, without
 * that header, `CF-Connecting-IP`.
 */
export function clientAddress({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): string {
  const peer = withoutMapping(socket.remoteAddress ?? '');
  if (!LOOPBACK.test(peer)) return network(peer);
  const forwarded = lastHop(headers['x-forwarded-for']) ?? lastHop(headers['cf-connecting-ip']);
  return network(forwarded ?? peer);
}

function lastHop(header: string | readonly string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  const last = withoutMapping(String(header).split(',').at(-1)!.trim());
  return isIP(last) === 0 ? undefined : last;
}

const withoutMapping = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

/** An IPv4 address unchanged; the first half of an IPv6 address, since one client commonly owns all of the second. */
function network(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const groups = [
    ...before,
    ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'),
    ...after,
  ];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
