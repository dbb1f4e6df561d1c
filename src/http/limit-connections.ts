import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { clearInterval, setInterval } from 'node:timers';
import type { Connections } from './connections.js';

/** How often clients that do not read are looked for, in milliseconds. */
const UNREAD_CHECK = 2_000;

/** Has the connections of a server limited for as long as it listens. */
export function limitConnections(server: Server, connections: Connections): void {
  server.on('connection', (socket: Socket) => connections.add(socket));
  server.once('listening', () => {
    const check = () => connections.closeUnread(performance.now());
    const checking = setInterval(check, UNREAD_CHECK).unref();
    server.once('close', () => clearInterval(checking));
  });
}
