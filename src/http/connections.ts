import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { clearInterval, setInterval } from 'node:timers';
import { milliseconds } from '../shared/units.js';

/** Limits of all connections together. */
export interface ConnectionLimits {
  /** Connections that are kept open before others are closed for a new one. */
  readonly connections: number;
  /** Bytes that wait for clients to read them. */
  readonly waitingBytes: number;
  /** Milliseconds in which a client must read some of what waits for it. */
  readonly unread: number;
}

/**
 * The limits of open connections. A home has a handful of clients, and a tunnel opens a connection for each open
 * request; the requests that one address may send in a minute fit in, even when each opens a connection. With the
 * largest response for each of them the process stays far below the 256 MB that its systemd unit allows.
 */
export const CONNECTION_LIMITS: ConnectionLimits = {
  connections: 700,
  waitingBytes: 32 * 1024 * 1024,
  unread: 30_000,
};

/** Connections beside those of live streams that are kept open. */
const BESIDE_STREAMS = 500;

/** The limits for a server with so many live streams, each of which keeps a connection open. */
export const connectionLimits = (streams: number): ConnectionLimits => ({
  ...CONNECTION_LIMITS,
  connections: BESIDE_STREAMS + streams,
});

/** Waiting bytes are counted again after one new connection for so many open ones. */
const CONNECTIONS_PER_COUNT = 64;

/** What waited for a client at the last check. */
interface Waiting {
  readonly since: number;
  readonly written: number;
  readonly waiting: number;
}

/** The open connections. It closes some of them when there are too many, or when clients do not read. */
export class Connections implements Iterable<Socket> {
  /** In the order in which they were opened. */
  private readonly open = new Map<Socket, Waiting | undefined>();
  /** How many were added since the waiting bytes were last counted. */
  private uncounted = 0;

  /** @param isAuthenticated whether a request of a connection had a valid key */
  constructor(
    private readonly isAuthenticated: (connection: Socket) => boolean,
    private readonly limits: ConnectionLimits = CONNECTION_LIMITS,
  ) {}

  [Symbol.iterator](): IterableIterator<Socket> {
    return this.open.keys();
  }

  /** Adds a connection, and closes another one where there are too many. */
  add(connection: Socket): void {
    if (this.open.size >= this.limits.connections) this.mostDispensable()?.destroy();
    this.open.set(connection, undefined);
    connection.on('close', () => this.open.delete(connection));
    // Counting for each one would make thousands of connections slow to open.
    if (++this.uncounted > this.open.size / CONNECTIONS_PER_COUNT) this.limitWaitingBytes();
  }

  /**
   * Closes connections whose clients do not read. Run it every few seconds.
   * @param now milliseconds of a clock that never goes back
   */
  closeUnread(now: number): void {
    for (const [connection, before] of this.open) {
      const waiting = waitingAt(now, connection, before);
      this.open.set(connection, waiting);
      if (waiting && now - waiting.since >= this.limits.unread) connection.destroy();
    }
    this.limitWaitingBytes();
  }

  /** A connection without a valid key first, then one whose client does not read, then the oldest. */
  private mostDispensable(): Socket | undefined {
    const alive = [...this].filter(({ destroyed }) => !destroyed);
    return (
      alive.find((connection) => !this.isAuthenticated(connection)) ??
      alive.find(({ writableLength }) => writableLength > 0) ??
      alive[0]
    );
  }

  /** Connections without a valid key first, and those with the most waiting bytes before others. */
  private readonly byDispensability = (one: Socket, other: Socket): number =>
    Number(this.isAuthenticated(one)) - Number(this.isAuthenticated(other)) ||
    other.writableLength - one.writableLength;

  private limitWaitingBytes(): void {
    this.uncounted = 0;
    let sum = 0;
    for (const { writableLength } of this) sum += writableLength;
    if (sum <= this.limits.waitingBytes) return;
    for (const connection of [...this].toSorted(this.byDispensability)) {
      if (sum <= this.limits.waitingBytes) return;
      sum -= connection.writableLength;
      connection.destroy();
    }
  }
}

function waitingAt(now: number, connection: Socket, before: Waiting | undefined): Waiting | undefined {
  const { bytesWritten: written, writableLength: waiting } = connection;
  if (waiting === 0) return undefined;
  return before?.written === written && before.waiting === waiting
    ? before
    : { since: now, written, waiting };
}

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
