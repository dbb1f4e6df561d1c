import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

const LOOPBACK = /^(127\.|::1$)/;

/**
 * Whom a call is counted to. On the wire that is the peer. A peer on this machine is the tunnel, so its word about
 * the client is taken: the last hop of `X-Forwarded-For`, which the tunnel itself appends whatever the client wrote
 * before it, or, without that header, `CF-Connecting-IP`.
 */
export function clientAddress({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): string {
  const peer = withoutMapping(socket.remoteAddress ?? '');
  if (!LOOPBACK.test(peer)) return network(peer);
  const told = lastHop(headers['x-forwarded-for']) ?? lastHop(headers['cf-connecting-ip']);
  return network(told ?? peer);
}

function lastHop(header: string | readonly string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  const last = withoutMapping(String(header).split(',').at(-1)!.trim());
  return isIP(last) === 0 ? undefined : last;
}

const withoutMapping = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

/** An IPv4 address as it is; of an IPv6 address the first half, since one client commonly owns all of the second. */
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
