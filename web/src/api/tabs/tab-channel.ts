import type { AgedStatus } from '../../state/account.js';
import type { Connection } from '../../state/connection.js';
import type { LiveEvent } from '../../state/live-events.js';

const NAME = 'coddle.live';

/** What the tabs of one browser tell each other. */
export type TabMessage =
  | { readonly kind: 'hello' }
  | { readonly kind: 'event'; readonly event: LiveEvent; readonly position: string | undefined }
  | { readonly kind: 'connection'; readonly connection: Connection }
  | {
      readonly kind: 'state';
      readonly cookers: readonly AgedStatus[];
      readonly connection: Connection;
      readonly position: string | undefined;
    }
  | { readonly kind: 'signed-out' };

/** The channel between the tabs. */
export interface TabChannel {
  readonly send: (message: TabMessage) => void;
}

/** Opens the channel. Where there is none, each tab is for itself. */
export function openTabChannel(receive: (message: TabMessage) => void): TabChannel {
  try {
    const channel = new BroadcastChannel(NAME);
    channel.onmessage = ({ data }: MessageEvent<TabMessage>) => receive(data);
    return { send: (message) => channel.postMessage(message) };
  } catch {
    return { send: () => undefined };
  }
}
