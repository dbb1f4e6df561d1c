import { connection } from '../state/connection.js';
import { isSignedOut } from '../state/session.js';
import { readAccount } from './account.js';
import { UnreachableError } from './api-error.js';

const INTERVAL = 3_000;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Asks for the state of every cooker, again and again until `stopPolling`. */
export function startPolling(): void {
  timer ??= setTimeout(() => void poll(), 0);
}

/** Ends the polling. */
export function stopPolling(): void {
  clearTimeout(timer);
  timer = undefined;
}

async function poll(): Promise<void> {
  if (!isSignedOut.peek()) connection.value = await tryToRead();
  if (timer !== undefined) timer = setTimeout(() => void poll(), INTERVAL);
}

/** What the server cannot do for now, such as reach the vendor's cloud, is a response too. */
async function tryToRead(): Promise<'polling' | 'offline'> {
  try {
    await readAccount();
    return 'polling';
  } catch (error) {
    return error instanceof UnreachableError ? 'offline' : 'polling';
  }
}
