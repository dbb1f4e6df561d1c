import type { Chance } from '../../../shared/retry-delays.js';
import { retryDelay } from '../../../shared/retry-delays.js';
import type { Milliseconds } from '../../../shared/units.js';
import { milliseconds } from '../../../shared/units.js';
import type { SocketEnd } from './anova-socket.js';

/** A connection that lasted so long was stable, in ms. */
const STABLE = 60_000;
/** A connection that closes sooner after the upgrade, without a message, may have been closed because of the token. */
export const INSTANT = milliseconds(2_000);
const INSTANT_CLOSES = 3;
const TOKEN_REFUSED = new Set<number | undefined>([401, 403]);
const TRY_REFUSED_TOKEN = milliseconds(15 * 60_000);
const SILENCE = milliseconds(30_000);
const TOLERATED_SILENCE = milliseconds(5 * 60_000);
const SILENT_DISCONNECTS = 3;
/** A close without a code so soon after the response to a command belongs to that response, in ms. */
const FOLLOWS_RESPONSE = 5_000;
/** After so many of these within a minute the server reconnects at once: people give fewer commands. */
const RENEWALS = 10;
const MINUTE = 60_000;
const AT_ONCE = milliseconds(0);

/** Learns from how connections end: when to reconnect, whether the token is refused, how much silence is normal. */
export class ReconnectPolicy {
  private failures = 0;
  private failingSince: Milliseconds | undefined;
  private refusals = 0;
  private instantCloses = 0;
  private silentDisconnects = 0;
  private respondsToPings = false;
  private renewals: readonly Milliseconds[] = [];

  constructor(private readonly chance: Chance) {}

  /** Whether the cloud probably refused the token. */
  get tokenRefused(): boolean {
    return this.refusals > 0 || this.instantCloses >= INSTANT_CLOSES;
  }

  /**
   * Whether the cloud seems not to respond to pings. It is not known whether Anova's does, nor whether an idle
   * cooker pushes anything. Without both, a living connection is as silent as a dead one, and would be cut every
   * 30 s for ever. After three that brought messages and then fell silent, with never a pong, silence counts as
   * normal: fewer could be a broken network, and one pong or another kind of end proves that it was.
   */
  get toleratesSilence(): boolean {
    return !this.respondsToPings && this.silentDisconnects >= SILENT_DISCONNECTS;
  }

  /** The longest silence of a living connection. */
  get silenceLimit(): Milliseconds {
    return this.toleratesSilence ? TOLERATED_SILENCE : SILENCE;
  }

  /**
   * Notes how a connection ended and returns the delay before the next attempt: none after a close without a code
   * that followed the response to a command. Anova's cloud was seen to close so after every command and to expect
   * a new connection at once: that is no failure.
   * @param respondedAt when the cloud responded to the last command on this connection
   */
  ended(end: SocketEnd, at: Milliseconds, respondedAt?: Milliseconds): Milliseconds {
    const { how, openFor, heardMessage, heardPong, refusedHere = false } = end;
    if (openFor !== undefined && openFor >= STABLE) this.forgetFailures();
    this.respondsToPings ||= heardPong;
    if (this.isRenewal(end, at, respondedAt)) return this.renew(at);
    this.failures += 1;
    this.failingSince ??= at;
    this.refusals = TOKEN_REFUSED.has(end.status) ? this.refusals + 1 : 0;
    const spoke = heardMessage || refusedHere;
    const instant = how === 'closed' && openFor !== undefined && openFor < INSTANT && !spoke;
    this.instantCloses = instant ? this.instantCloses + 1 : 0;
    this.silentDisconnects = how === 'silent' && heardMessage && !heardPong ? this.silentDisconnects + 1 : 0;
    if (this.tokenRefused) return TRY_REFUSED_TOKEN;
    return retryDelay(this.failures, milliseconds(at - this.failingSince), this.chance);
  }

  /** Whether the cloud closed the connection to finish a command. */
  isRenewal(
    { withoutCode = false }: SocketEnd,
    at: Milliseconds,
    respondedAt: Milliseconds | undefined,
  ): boolean {
    const followsResponse = respondedAt !== undefined && at - respondedAt <= FOLLOWS_RESPONSE;
    const recent = this.renewals.filter((moment) => at - moment < MINUTE);
    return withoutCode && followsResponse && recent.length < RENEWALS;
  }

  private renew(at: Milliseconds): Milliseconds {
    this.renewals = [...this.renewals.filter((moment) => at - moment < MINUTE), at];
    [this.refusals, this.instantCloses, this.silentDisconnects] = [0, 0, 0];
    return AT_ONCE;
  }

  private forgetFailures(): void {
    this.failures = 0;
    this.failingSince = undefined;
  }
}
