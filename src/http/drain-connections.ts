import type { Server } from 'node:http';
import type { Connections } from './connections.js';
import { milliseconds } from '../shared/units.js';

/** How long open requests may take to finish when the server closes. */
const DRAIN_TIMEOUT = milliseconds(10_000);
/** How often connections that have become idle are closed while the server closes. */
const IDLE_CHECK = milliseconds(50);

/** Closes a server: it accepts no more connections, open requests finish, and those that take too long are cut off. */
export async function drainConnections(server: Server, connections: Connections): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise((resolve) => server.close(resolve));
  // Browsers open connections in advance. Node counts such a connection as busy until its first byte.
  for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
  // A connection that was busy when the server closed stays open afterwards and waits for more requests.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK);
  const timeout = setTimeout(() => server.closeAllConnections(), DRAIN_TIMEOUT);
  await closed;
  clearInterval(idle);
  clearTimeout(timeout);
}
