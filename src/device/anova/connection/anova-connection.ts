import type { Cancel, Clock } from '../../../shared/clock.js';
import type { Chance } from '../../../shared/retry-delays.js';
import type { Milliseconds } from '../../../shared/units.js';
import { milliseconds } from '../../../shared/units.js';
import type { LinkState } from '../../cooker-state.js';
import { CloudUnavailableError, TokenRejectedError } from '../../device.errors.js';
import { ConnectionLog } from './connection-log.js';
import { AnovaSocket, type SocketEnd } from './anova-socket.js';
import { INSTANT, ReconnectPolicy } from './reconnect-policy.js';

/** The least time between two dials that calls ask for, in ms. */
const BETWEEN_DIALS = 1_000;
const BETWEEN_DIALS_WITH_REFUSED_TOKEN = 60_000;

export interface ConnectionOptions {
  /** The cloud's address, without the token; its path is kept. */
  readonly url: string;
  /** The Personal Access Token; a secret, and so is the address that holds it. */
  readonly token: string;
  readonly clock: Clock;
  readonly chance: Chance;
}

export interface ConnectionListener {
  readonly onMessage: (text: string) => void;
  /** The line changed, or the token was refused once more. */
  readonly onLink: (link: LinkState) => void;
}

/** The line to Anova's cloud: one socket at a time, dialled again for ever. */
export class AnovaConnection {
  private readonly address: URL;
  private readonly clock: Clock;
  private readonly policy: ReconnectPolicy;
  private readonly log = new ConnectionLog();
  private current: LinkState = 'connecting';
  private line: AnovaSocket | undefined;
  private redial: { readonly at: Milliseconds; readonly cancel: Cancel } | undefined;
  private dialledAt = milliseconds(-Infinity);
  /** When the last command on this line was answered. */
  private answeredAt: Milliseconds | undefined;

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

  /** By when the next thing happens, on the monotonic clock; undefined when nothing ever will. */
  get dueBy(): Milliseconds | undefined {
    return this.line?.dueBy ?? this.redial?.at;
  }

  /** Dials, and keeps the line up until `stop`. */
  open(): void {
    if (!this.line && !this.redial) this.dial();
  }

  /** Hangs up for good. */
  stop(): void {
    this.forgetRedial();
    this.line?.hangUp();
    this.line = undefined;
    this.enter('down');
  }

  /**
   * Dials without waiting for the planned redial, at most once a second, and at most once a minute while
   * the token is refused. Returns whether a line is there or being dialled.
   */
  wake(): boolean {
    if (this.line) return true;
    if (!this.redial) return false;
    const sinceDial = this.clock.monotonic() - this.dialledAt;
    if (this.policy.tokenRefused && sinceDial < BETWEEN_DIALS_WITH_REFUSED_TOKEN) return false;
    this.bringForward(milliseconds(Math.max(0, BETWEEN_DIALS - sinceDial)));
    return true;
  }

  /** Takes note that the cloud answered a command: it may close the line over it, which is no failure. */
  answered(): void {
    this.answeredAt = this.clock.monotonic();
  }

  /**
   * Hands a frame to the line; that is no proof of its arrival.
   * @throws TokenRejectedError or CloudUnavailableError when there is no line to take it
   */
  send(text: string): void {
    if (this.current === 'token-rejected') throw new TokenRejectedError();
    if (this.current === 'connected' && this.line?.send(text)) return;
    throw new CloudUnavailableError(
      "There is no connection to Anova's cloud right now; the server is reconnecting.",
    );
  }

  private dial(): void {
    this.forgetRedial();
    this.dialledAt = this.clock.monotonic();
    this.line = AnovaSocket.dial(this.address, this.clock, this.policy.silenceLimit, {
      onOpen: () => this.opened(),
      onMessage: (text) => this.heard(text),
      onEnd: (end) => this.ended(end),
    });
  }

  private opened(): void {
    if (!this.policy.tokenRefused) return this.connected();
    // The upgrade proves nothing when it was followed by a close three times: something said does, or staying.
    const { line } = this;
    this.clock.after(INSTANT, () => {
      if (this.line === line) this.connected();
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
    this.line = undefined;
    const now = this.clock.monotonic();
    // A patient line that died of silence was most likely well; only a redial that fails makes it a loss.
    const isPatientDeath = this.policy.isPatient && end.how === 'silent';
    const isRenewal = isPatientDeath || this.policy.isRenewal(end, now, this.answeredAt);
    const delay = this.policy.ended(end, now, this.answeredAt);
    this.answeredAt = undefined;
    if (this.policy.tokenRefused) this.log.tokenRejected(end.why);
    else if (!isRenewal) this.log.lost(end.why, now);
    if (delay > 0) this.redialIn(delay);
    else this.dial();
    this.enter(this.policy.tokenRefused ? 'token-rejected' : 'down');
  }

  private redialIn(delay: Milliseconds): void {
    const at = milliseconds(this.clock.monotonic() + delay);
    this.redial = { at, cancel: this.clock.after(delay, () => this.dial()) };
  }

  private bringForward(delay: Milliseconds): void {
    if (this.redial && this.redial.at <= this.clock.monotonic() + delay) return;
    this.forgetRedial();
    if (delay > 0) this.redialIn(delay);
    else this.dial();
  }

  private forgetRedial(): void {
    this.redial?.cancel();
    this.redial = undefined;
  }

  private enter(link: LinkState): void {
    // A token that is refused once more is told once more: somebody may wait for this very dial.
    if (this.current === link && link !== 'token-rejected') return;
    this.current = link;
    this.listener.onLink(link);
  }
}
