import type { LiveEvent } from '../../state/live-events.js';
import { EVENT_NAMES, readBusy, readEvent } from './read-event.js';

const PATH = '/live';
/** When a `busy` names no pause, in milliseconds. */
const BUSY_PAUSE = 15_000;

/** What a stream reports. */
export interface StreamListener {
  readonly opened: () => void;
  readonly received: (event: LiveEvent, id: string) => void;
  readonly unreadable: () => void;
  readonly busy: (retryAfter: number) => void;
  readonly failed: () => void;
}

/**
 * Opens the stream behind a position, and returns a function that closes it. A new EventSource sends no
 * `Last-Event-ID`, so the position is in the address. One that has failed is never used again: at any status but 200
 * the browser gives up for good, and otherwise it knows no back-off.
 */
export function openStream(position: string | undefined, listener: StreamListener): () => void {
  const query = position === undefined ? '' : `?last_event_id=${encodeURIComponent(position)}`;
  const source = new EventSource(PATH + query);
  source.onopen = listener.opened;
  source.onerror = listener.failed;
  for (const name of EVENT_NAMES) {
    source.addEventListener(name, ({ data, lastEventId }: MessageEvent<string>) => {
      const event = readEvent(name, data);
      if (event === undefined) listener.unreadable();
      else listener.received(event, lastEventId);
    });
  }
  source.addEventListener('busy', ({ data }: MessageEvent<string>) =>
    listener.busy(readBusy(data) ?? BUSY_PAUSE),
  );
  // The server names all its events.
  source.onmessage = listener.unreadable;
  return () => {
    source.onopen = source.onerror = source.onmessage = null;
    source.close();
  };
}
