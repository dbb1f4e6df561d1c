import { effect, untracked } from '@preact/signals';
import { connection } from '../state/connection.js';
import { onLive, type LiveEventName } from '../state/live-events.js';
import { isSignedOut, session } from '../state/session.js';

/** How often a list is read while the stream cannot be had, in milliseconds. */
const INTERVAL = 10_000;

/** A reading that runs once at a time: those who ask for it while it runs get one more after it. */
export function oneAtATime(read: () => Promise<unknown>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let isOutdated = false;
  const readOut = async (): Promise<void> => {
    try {
      do {
        isOutdated = false;
        await read();
      } while (isOutdated);
    } finally {
      running = undefined;
    }
  };
  return () => {
    isOutdated = running !== undefined;
    return (running ??= readOut());
  };
}

/**
 * Keeps a list of the owner as the server has it: it is read when the owner signs in, at each event of a name, and
 * every few seconds while there are no events.
 */
export function followList(event: LiveEventName, read: () => Promise<void>): void {
  onLive(event, () => void read());
  onLive('reset', () => void read());
  effect(() => {
    const isSignedIn = session.value !== undefined && !isSignedOut.value;
    const way = connection.value;
    if (!isSignedIn || way === 'offline' || way === 'connecting') return undefined;
    untracked(() => void read());
    if (way === 'live') return undefined;
    const timer = setInterval(() => void read(), INTERVAL);
    return () => clearInterval(timer);
  });
}
