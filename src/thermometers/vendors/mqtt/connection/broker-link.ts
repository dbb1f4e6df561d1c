import { retryDelay, type Chance } from '../../../../shared/retry-delays.js';
import { type Milliseconds, milliseconds } from '../../../../shared/units.js';
import type { BrokerEnd } from './broker-end.js';

/** A connection that lasted so long was stable, in ms. */
const STABLE = 60_000;
/** Whoever shares a client id pushes the other out as soon as it connects, in ms. */
const AT_ONCE = 5_000;
const PUSHED_OUT_AFTER = 3;
/** The shortest delay after a refusal of the credentials, and after another client took over, in ms. */
const REFUSED_DELAY = 60_000;
const DISPLACED_DELAY = 120_000;
const OTHER_VERSION_DELAY = 100;
/** The longest delay otherwise, in ms: a broker stands in the same network, and somebody waits for what is behind it. */
const LONGEST_DELAY = 10_000;

/** What follows the end of a connection. */
export interface NextAttempt {
  readonly delay: Milliseconds;
  readonly version: 4 | 5;
  /** Whether another client seems to use the same client id. */
  readonly displaced: boolean;
}

/** Learns from how connections to a broker end: when to try again, and in which version of the protocol. */
export class BrokerLink {
  private version: 4 | 5 = 5;
  private failures = 0;
  private failingSince: Milliseconds | undefined;
  private quickCloses = 0;
  private wasOpen = false;

  constructor(private readonly chance: Chance) {}

  /**
   * Notes how a connection ended.
   * @param openFor how long it was open; undefined when it never was
   */
  ended(end: BrokerEnd, at: Milliseconds, openFor: Milliseconds | undefined): NextAttempt {
    if (openFor !== undefined && openFor >= STABLE) this.failures = 0;
    if (this.failures === 0) this.failingSince = at;
    this.failures += 1;
    this.quickCloses = openFor !== undefined && openFor < AT_ONCE ? this.quickCloses + 1 : 0;
    const displaced = end.how === 'displaced' || this.quickCloses >= PUSHED_OUT_AFTER;
    const tryOther = this.doubtsVersion(end);
    this.wasOpen ||= openFor !== undefined;
    if (tryOther) this.version = this.version === 5 ? 4 : 5;
    return { delay: this.delayAfter(end, at, displaced), version: this.version, displaced };
  }

  /** A broker that has accepted a version before speaks it. */
  private doubtsVersion({ how, mayBeVersion }: BrokerEnd): boolean {
    return how === 'version' || (how === 'failed' && mayBeVersion && !this.wasOpen);
  }

  private delayAfter({ how }: BrokerEnd, at: Milliseconds, displaced: boolean): Milliseconds {
    if (how === 'version') return milliseconds(OTHER_VERSION_DELAY);
    const failingFor = milliseconds(at - (this.failingSince ?? at));
    const usual = retryDelay(this.failures, failingFor, this.chance);
    const least = displaced ? DISPLACED_DELAY : how === 'refused' ? REFUSED_DELAY : 0;
    return milliseconds(Math.max(Math.min(usual, LONGEST_DELAY), least));
  }
}
