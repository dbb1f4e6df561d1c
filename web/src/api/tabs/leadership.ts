import { electByChannel, type Lead } from './channel-election.js';

const NAME = 'coddle.live';

/**
 * Takes part in the choice of one tab that holds the stream for all. Returns a function that leaves it. Web Locks
 * notice at once that a tab has ended, and exist behind https only; without them the tabs agree by messages.
 */
export function campaign(lead: Lead): () => void {
  return 'locks' in navigator ? electByLock(lead) : electByChannel(NAME, lead);
}

function electByLock(lead: Lead): () => void {
  const asking = new AbortController();
  let resign = (): void => asking.abort();
  const hold = (): Promise<void> =>
    new Promise((release) => {
      const end = lead();
      resign = () => (end(), release());
    });
  navigator.locks.request(NAME, { signal: asking.signal }, hold).catch(() => {
    if (asking.signal.aborted) return;
    // Where storage is blocked, locks are too.
    resign = electByChannel(NAME, lead);
  });
  return () => resign();
}
