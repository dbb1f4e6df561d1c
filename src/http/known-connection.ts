import type { Socket } from 'node:net';

const KNOWN = Symbol('a request of this connection has shown a key');

interface Marked extends Socket {
  [KNOWN]?: true;
}

/** Remembers that a request of this connection has shown a key of ours. */
export function markKnown(connection: Socket): void {
  (connection as Marked)[KNOWN] = true;
}

/** Whether a request of this connection has shown a key of ours. */
export const isKnown = (connection: Socket): boolean => (connection as Marked)[KNOWN] === true;
