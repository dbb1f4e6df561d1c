import { effect, signal, untracked } from '@preact/signals';
import { applyEvent, applyStates } from '../state/account.js';
import { ageAt } from '../state/age.js';
import { pageClock } from '../state/clock.js';
import { connection, type Connection } from '../state/connection.js';
import { cookers } from '../state/cookers.js';
import { isSignedOut, noteSignedOut } from '../state/session.js';
import { renewSession } from './client.js';
import { Poller, type Found } from './polling.js';
import { followSilence } from './stream/silence.js';
import type { StreamState } from './stream/stream-machine.js';
import { StreamRunner } from './stream/stream-runner.js';
import { campaign } from './tabs/leadership.js';
import { openTabChannel, type TabMessage } from './tabs/tab-channel.js';
import { followVisibility } from './tabs/visibility.js';

/** Whether the stream stays open while no tab is visible, for those who want notifications. */
export const staysLiveWhenHidden = signal(false);

/** Whether this tab holds the stream for all tabs. */
let isLeading = false;
/** Leaves the choice of the tab that leads. */
let leave: (() => void) | undefined;

const channel = openTabChannel(receive);
const poller = new Poller({ found: noteFound });
const stream = new StreamRunner({
  received: (event, position) => {
    silence.heard();
    applyEvent(event);
    channel.send({ kind: 'event', event, position });
  },
  changed: noteStream,
  checkSession: askForSession,
  poll: () => poller.start(),
  endPolling: () => poller.stop(),
});
const silence = followSilence({
  isOpen: () => stream.isOpen,
  check: () => poller.ask(),
  lost: () => stream.handle({ type: 'failed' }),
});

/** Follows the stream: in this tab, or through the tab that holds it for all. */
export function followStream(): void {
  channel.send({ kind: 'hello' });
  const isLookedAt = followVisibility();
  effect(() => {
    const takesPart = (isLookedAt.value || staysLiveWhenHidden.value) && !isSignedOut.value;
    untracked(() => (takesPart ? takePart() : stayOut()));
  });
  effect(() => {
    if (isSignedOut.value) channel.send({ kind: 'signed-out' });
  });
  effect(() => {
    // Somebody may have signed in elsewhere meanwhile.
    if (isLookedAt.value && isSignedOut.peek()) askForSession();
  });
  addEventListener('online', () => stream.handle({ type: 'due' }));
}

function takePart(): void {
  leave ??= campaign(lead);
}

function stayOut(): void {
  leave?.();
  leave = undefined;
}

function lead(): () => void {
  isLeading = true;
  stream.handle({ type: 'start' });
  return () => {
    stream.handle({ type: 'stop' });
    isLeading = false;
  };
}

/** Whatever is wrong with it, the stream and the polling show it. */
function askForSession(): void {
  renewSession().catch(() => undefined);
}

function noteFound(found: Found): void {
  const wasOffline = connection.peek() === 'offline';
  if (found === 'offline' || connection.peek() !== 'trouble') noteConnection(found);
  if (found === 'polling') sendState();
  // The server is there again: there is no reason to wait any longer.
  if (found === 'polling' && wasOffline) stream.handle({ type: 'due' });
}

/** After a failure the polling finds out how things are. */
function noteStream({ phase, isUnreadable }: StreamState): void {
  if (isUnreadable) noteConnection('trouble');
  else if (phase === 'open') noteConnection('live');
  else if (connection.peek() === 'live' || connection.peek() === 'trouble') noteConnection('connecting');
}

function noteConnection(found: Connection): void {
  if (connection.peek() === found) return;
  connection.value = found;
  if (isLeading) channel.send({ kind: 'connection', connection: found });
}

function sendState(): void {
  const now = pageClock.now();
  const all = [...cookers.peek().values()];
  channel.send({
    kind: 'state',
    cookers: all.map((seen) => ({ status: seen.status, ageSeconds: ageAt(seen, now) })),
    connection: connection.peek(),
    position: stream.position,
  });
}

/** A tab that leads knows better than the others. */
function receive(message: TabMessage): void {
  if (message.kind === 'signed-out') return noteSignedOut();
  if (message.kind === 'hello') return welcome();
  if (isLeading) return;
  if (message.kind === 'connection') connection.value = message.connection;
  else stream.goOnFrom(message.position);
  if (message.kind === 'event') applyEvent(message.event);
  if (message.kind === 'state') {
    applyStates(message.cookers);
    connection.value = message.connection;
  }
}

/** A page that was just opened: the person may have signed in there. */
function welcome(): void {
  if (isLeading) sendState();
  if (isSignedOut.peek()) askForSession();
}
