import type { Chance } from '../../../shared/retry-delays.js';
import { retryDelay } from '../../../shared/retry-delays.js';
import type { Milliseconds } from '../../../shared/units.js';
import { milliseconds } from '../../../shared/units.js';
import type { SocketEnd } from './anova-socket.js';

/** A line that lived so long had nothing wrong with it. */
const STABLE = 60_000;
/** A line that closes sooner after the upgrade, without a word, may have been closed because of the token. */
export const INSTANT = milliseconds(2_000);
const INSTANT_CLOSES = 3;
const TOKEN_REFUSED = new Set<number | undefined>([401, 403]);
const TRY_REFUSED_TOKEN = milliseconds(15 * 60_000);
const SILENCE = milliseconds(30_000);
const PATIENT_SILENCE = milliseconds(5 * 60_000);
const MUTE_DEATHS = 3;
/** A close without a code so soon after the answer to a command belongs to that answer, in ms. */
const FOLLOWS_ANSWER = 5_000;
/** So many of these within a minute are redialled at once, which is more than people give commands. */
const RENEWALS = 10;
const MINUTE = 60_000;
const AT_ONCE = milliseconds(0);

/** Learns from how lines end: when to dial again, whether the token is refused, how much silence is normal. */
export class ReconnectPolicy {
  private failures = 0;
  private failingSince: Milliseconds | undefined;
  private refusals = 0;
  private instantCloses = 0;
  private muteDeaths = 0;
  private answersPings = false;
  private renewals: readonly Milliseconds[] = [];

  constructor(private readonly chance: Chance) {}

  /** Whether it looks as if the cloud refused the token. */
  get tokenRefused(): boolean {
    return this.refusals > 0 || this.instantCloses >= INSTANT_CLOSES;
  }

  /**
   * Whether this server seems not to answer pings. It is not known whether Anova's does, nor whether an idle
   * cooker pushes anything. With neither, a living line is as silent as a dead one, and would be cut every
   * 30 s for ever. Three that spoke at first and then died so, with never a pong, are taken for alive:
   * fewer could be a broken network, and one pong or another kind of death proves that it was.
   */
  get isPatient(): boolean {
    return !this.answersPings && this.muteDeaths >= MUTE_DEATHS;
  }

  /** The longest silence that a living line has. */
  get silenceLimit(): Milliseconds {
    return this.isPatient ? PATIENT_SILENCE : SILENCE;
  }

  /**
   * Takes note of a line's end and tells how long to wait before the next dial: not at all after a close without a
   * code that followed the answer to a command. Anova's cloud was seen to close so after every command, and wants
   * to be dialled again at once: that is no failure.
   * @param answeredAt when the last command on this line was answered
   */
  ended(end: SocketEnd, at: Milliseconds, answeredAt?: Milliseconds): Milliseconds {
    const { how, openFor, heardMessage, heardPong, refusedHere = false } = end;
    if (openFor !== undefined && openFor >= STABLE) this.forgetFailures();
    this.answersPings ||= heardPong;
    if (this.isRenewal(end, at, answeredAt)) return this.renew(at);
    this.failures += 1;
    this.failingSince ??= at;
    this.refusals = TOKEN_REFUSED.has(end.status) ? this.refusals + 1 : 0;
    const spoke = heardMessage || refusedHere;
    const instant = how === 'closed' && openFor !== undefined && openFor < INSTANT && !spoke;
    this.instantCloses = instant ? this.instantCloses + 1 : 0;
    this.muteDeaths = how === 'silent' && heardMessage && !heardPong ? this.muteDeaths + 1 : 0;
    if (this.tokenRefused) return TRY_REFUSED_TOKEN;
    return retryDelay(this.failures, milliseconds(at - this.failingSince), this.chance);
  }

  /** Whether the cloud just finished with a command by closing. */
  isRenewal(
    { withoutCode = false }: SocketEnd,
    at: Milliseconds,
    answeredAt: Milliseconds | undefined,
  ): boolean {
    const followsAnswer = answeredAt !== undefined && at - answeredAt <= FOLLOWS_ANSWER;
    const recent = this.renewals.filter((moment) => at - moment < MINUTE);
    return withoutCode && followsAnswer && recent.length < RENEWALS;
  }

  private renew(at: Milliseconds): Milliseconds {
    this.renewals = [...this.renewals.filter((moment) => at - moment < MINUTE), at];
    [this.refusals, this.instantCloses, this.muteDeaths] = [0, 0, 0];
    return AT_ONCE;
  }

  private forgetFailures(): void {
    this.failures = 0;
    this.failingSince = undefined;
  }
}
