import type { Cancel, Clock } from '../../../shared/clock.js';
import type { Chance } from '../../../shared/retry-delays.js';
import { type Milliseconds, milliseconds } from '../../../shared/units.js';
import type { LinkState, AccountState } from '../../cooker-state.js';
import { CloudUnavailableError, TokenRejectedError } from '../../device.errors.js';
import { ConnectionLog } from './connection-log.js';
import { AnovaSocket, type SocketEnd } from './anova-socket.js';
import { INSTANT, ReconnectPolicy } from './reconnect-policy.js';

/** The least time between two attempts to connect that requests cause, in ms. */
const BETWEEN_ATTEMPTS = 1_000;
const BETWEEN_ATTEMPTS_WITH_REFUSED_TOKEN = 60_000;

interface ConnectionOptions {
  /** The cloud's address, without the token; its path is kept. */
  readonly url: string;
  /** The Personal Access Token; a secret, and so is the address that holds it. */
  readonly token: string;
  readonly clock: Clock;
  readonly chance: Chance;
}

interface ConnectionListener {
  readonly onMessage: (text: string) => void;
  /** The connection came up or was lost, or the token was refused once more. */
  readonly onLink: (link: LinkState) => void;
}

/** The connection to Anova's cloud: one socket at a time, reconnected for ever. */
export class AnovaConnection {
  private readonly address: URL;
  private readonly clock: Clock;
  private readonly policy: ReconnectPolicy;
  private readonly log = new ConnectionLog();
  private current: LinkState = 'connecting';
  private socket: AnovaSocket | undefined;
  private reconnection: { readonly at: Milliseconds; readonly cancel: Cancel } | undefined;
  private connectingSince = milliseconds(-Infinity);
  /** When the cloud responded to the last command on this socket. */
  private respondedAt: Milliseconds | undefined;

  constructor(
    { url, token, clock, chance }: ConnectionOptions,
    private readonly listener: ConnectionListener,
  ) {
    this.address = new URL(url);
    this.address.searchParams.set('token', token);
    this.address.searchParams.set('supportedAccessories', 'APC');
    this.clock = clock;
    this.policy = new ReconnectPolicy(chance);
  }

  get link(): LinkState {
    return this.current;
  }

  /** By when the next step is due, on the monotonic clock; undefined when none ever is. */
  get nextDeadline(): Milliseconds | undefined {
    return this.socket?.nextDeadline ?? this.reconnection?.at;
  }

  /** Connects, and stays connected until `stop`. */
  open(): void {
    if (!this.socket && !this.reconnection) this.connect();
  }

  /** Closes the connection for good. */
  stop(): void {
    this.cancelReconnection();
    this.socket?.close();
    this.socket = undefined;
    this.enter('down');
  }

  /**
   * Reconnects without waiting for the planned moment, at most once a second, and at most once a minute while
   * the token is refused. Returns whether there is a socket, or will be at once.
   */
  reconnectNow(): boolean {
    if (this.socket) return true;
    if (!this.reconnection) return false;
    const sinceAttempt = this.clock.monotonic() - this.connectingSince;
    if (this.policy.tokenRefused && sinceAttempt < BETWEEN_ATTEMPTS_WITH_REFUSED_TOKEN) return false;
    this.bringForward(milliseconds(Math.max(0, BETWEEN_ATTEMPTS - sinceAttempt)));
    return true;
  }

  /** Notes that the cloud responded to a command: it may close the socket after that, which is no failure. */
  responded(): void {
    this.respondedAt = this.clock.monotonic();
  }

  /**
   * Hands a frame to the socket; that does not prove that it arrives.
   * @throws TokenRejectedError or CloudUnavailableError when there is no connection
   */
  send(text: string): void {
    if (this.current === 'token-rejected') throw new TokenRejectedError();
    if (this.current === 'connected' && this.socket?.send(text)) return;
    throw new CloudUnavailableError(
      "There is no connection to Anova's cloud right now; the server is reconnecting.",
    );
  }

  private connect(): void {
    this.cancelReconnection();
    this.connectingSince = this.clock.monotonic();
    this.socket = AnovaSocket.connect(this.address, this.clock, this.policy.silenceLimit, {
      onOpen: () => this.opened(),
      onMessage: (text) => this.heard(text),
      onEnd: (end) => this.ended(end),
    });
  }

  private opened(): void {
    if (!this.policy.tokenRefused) return this.connected();
    // After three upgrades that a close followed, an upgrade alone proves nothing: a message does, or staying open.
    const { socket } = this;
    this.clock.after(INSTANT, () => {
      if (this.socket === socket) this.connected();
    });
  }

  private heard(text: string): void {
    this.connected();
    this.listener.onMessage(text);
  }

  private connected(): void {
    if (this.current === 'connected') return;
    this.log.connected();
    this.enter('connected');
  }

  private ended(end: SocketEnd): void {
    this.socket = undefined;
    const now = this.clock.monotonic();
    // Where silence is tolerated, a socket that ended in silence was most likely alive: only a failed reconnection is a loss.
    const isToleratedSilence = this.policy.toleratesSilence && end.how === 'silent';
    const isRenewal = isToleratedSilence || this.policy.isRenewal(end, now, this.respondedAt);
    const delay = this.policy.ended(end, now, this.respondedAt);
    this.respondedAt = undefined;
    if (this.policy.tokenRefused) this.log.tokenRejected(end.why);
    else if (!isRenewal) this.log.lost(end.why, now);
    if (delay > 0) this.reconnectIn(delay);
    else this.connect();
    this.enter(this.policy.tokenRefused ? 'token-rejected' : 'down');
  }

  private reconnectIn(delay: Milliseconds): void {
    const at = milliseconds(this.clock.monotonic() + delay);
    this.reconnection = { at, cancel: this.clock.after(delay, () => this.connect()) };
  }

  private bringForward(delay: Milliseconds): void {
    if (this.reconnection && this.reconnection.at <= this.clock.monotonic() + delay) return;
    this.cancelReconnection();
    if (delay > 0) this.reconnectIn(delay);
    else this.connect();
  }

  private cancelReconnection(): void {
    this.reconnection?.cancel();
    this.reconnection = undefined;
  }

  private enter(link: LinkState): void {
    // A token that is refused once more is reported once more: a request may wait for this very attempt.
    if (this.current === link && link !== 'token-rejected') return;
    this.current = link;
    this.listener.onLink(link);
  }
}

/** The cloud sends the first states within milliseconds of the list; a cooker without one is not waited for. */
const FIRST_STATES = milliseconds(1_000);

/**
 * Tracks whether a new connection has brought the present state: the list of cookers, and a first state of each.
 * Until then the known state may be outdated: someone may have started a cook since.
 */
export class InitialSync {
  private received: 'nothing' | 'list' | 'everything' = 'nothing';
  private cancel: Cancel | undefined;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly clock: Clock) {}

  /** Resolves once everything was received or cannot come any more, at the latest after `timeout`. */
  wait(timeout: Milliseconds): Promise<void> {
    if (this.received === 'everything') return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        cancel();
        this.waiting.delete(done);
        resolve();
      };
      const cancel = this.clock.after(timeout, done);
      this.waiting.add(done);
    });
  }

  /** The connection was lost. */
  lost(): void {
    this.cancel?.();
    this.received = 'nothing';
  }

  /** The cookers were listed. */
  listed(account: AccountState): void {
    if (this.received !== 'nothing') return;
    this.received = 'list';
    this.cancel = this.clock.after(FIRST_STATES, () => this.finish());
    this.heard(account);
  }

  /** A cooker pushed a state. */
  heard({ cookers }: AccountState): void {
    const silent = [...cookers.values()].some(
      ({ supported, frequentReports }) => supported && frequentReports === 0,
    );
    if (this.received === 'list' && !silent) this.finish();
  }

  /** Resolves every wait: what they wait for will not come. */
  release(): void {
    for (const done of [...this.waiting]) done();
  }

  private finish(): void {
    this.cancel?.();
    this.received = 'everything';
    this.release();
  }
}
