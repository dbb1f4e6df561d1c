import { pageClock } from '../../state/clock.js';
import type { Found } from '../polling.js';

/** How often the silence is looked at, in milliseconds. */
const LOOK_EVERY = 5_000;
/** An open stream that brings nothing for so long is looked after, in milliseconds: its connection may be dead. */
const SUSPICIOUS = 45_000;
/** A visible page that stood still for so long was asleep with its machine, and its connections are dead. */
const ASLEEP = 20_000;

/** What is needed to look after a silent stream. */
export interface SilenceUser {
  readonly isOpen: () => boolean;
  /** Asks the server in another way. */
  readonly check: () => Promise<Found>;
  readonly lost: () => void;
}

/**
 * Follows the silence of the stream. Comments that keep a connection alive are invisible to the page, so after a long
 * silence it asks in another way; a stream whose page was asleep is opened anew, which loses nothing.
 */
export function followSilence({ isOpen, check, lost }: SilenceUser): { readonly heard: () => void } {
  let heardAt = pageClock.now();
  let lookedAt = heardAt;
  const ask = async (): Promise<void> => {
    heardAt = pageClock.now();
    if ((await check()) === 'offline' && isOpen()) lost();
  };
  setInterval(() => {
    const now = pageClock.now();
    const hasSlept = now - lookedAt > ASLEEP && document.visibilityState === 'visible';
    lookedAt = now;
    if (!isOpen()) return;
    if (hasSlept) lost();
    else if (now - heardAt > SUSPICIOUS) void ask();
  }, LOOK_EVERY);
  return { heard: () => (heardAt = pageClock.now()) };
}
