import { retryDelay, type Chance } from '../../../shared/retry-delays.js';
import { type Milliseconds, milliseconds } from '../../../shared/units.js';
import type { CloudError } from './cloud-error.js';

/** The pause between two attempts with a sign-in that was refused, as for the token of the cooker. */
const REFUSED_SIGN_IN = milliseconds(15 * 60_000);
/** The least pause after a 429 that does not say how long. */
const LIMITED = milliseconds(60_000);
/** Requests after a wait that many clients were given are spread by up to a tenth of it. */
const SPREAD = 0.1;

/** Decides how long to wait after a failed poll. */
export class PollSchedule {
  private failures = 0;
  private failingSince: Milliseconds | undefined;
  private blockedUntil = milliseconds(-Infinity);

  constructor(private readonly chance: Chance) {}

  /** Notes a poll that worked: the next failure counts as the first. */
  succeeded(): void {
    this.failures = 0;
    this.failingSince = undefined;
  }

  /**
   * Notes a poll that failed.
   * @param now on the monotonic clock
   * @returns the pause until the next poll, in ms; never shorter than what the cloud asks for
   */
  failed(error: CloudError, now: Milliseconds): Milliseconds {
    this.failures += 1;
    this.failingSince ??= now;
    if (error.kind === 'needs_sign_in') return REFUSED_SIGN_IN;
    const own = retryDelay(this.failures, milliseconds(now - this.failingSince), this.chance);
    const asked = error.retryAfter ?? (error.kind === 'limited' ? LIMITED : milliseconds(0));
    if (asked === 0) return own;
    const pause = milliseconds(Math.ceil(Math.max(own, asked * (1 + SPREAD * this.chance()))));
    this.blockedUntil = milliseconds(now + pause);
    return pause;
  }

  /** How long no request may be sent, whoever asks for one, because the cloud asked for that; in ms. */
  blockedFor(now: Milliseconds): Milliseconds {
    return milliseconds(Math.max(0, this.blockedUntil - now));
  }
}
