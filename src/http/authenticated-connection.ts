import type { Socket } from 'node:net';

const AUTHENTICATED = Symbol('a request of this connection had a valid key');

interface Marked extends Socket {
  [AUTHENTICATED]?: true;
}

/** Marks a connection on which a request had a valid API key: when there are too many, it is closed after others. */
export function markAuthenticated(connection: Socket): void {
  (connection as Marked)[AUTHENTICATED] = true;
}

/** Whether a request of this connection had a valid API key. */
export const isAuthenticated = (connection: Socket): boolean =>
  (connection as Marked)[AUTHENTICATED] === true;
