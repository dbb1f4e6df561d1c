import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { clearInterval, setInterval } from 'node:timers';
import type { Connections } from './connections.js';
import { milliseconds } from '../shared/units.js';

/** How often connections whose clients do not read are looked for. */
const UNREAD_CHECK = milliseconds(2_000);

/** Limits the connections of a server for as long as it listens. */
export function limitConnections(server: Server, connections: Connections): void {
  server.on('connection', (socket: Socket) => connections.add(socket));
  server.once('listening', () => {
    const check = () => connections.closeUnread(performance.now());
    const checking = setInterval(check, UNREAD_CHECK).unref();
    server.once('close', () => clearInterval(checking));
  });
}
