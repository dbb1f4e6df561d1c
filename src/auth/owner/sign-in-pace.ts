import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '../../shared/clock.js';
import { milliseconds } from '../../shared/units.js';

/** After so many failures within the window an address is slow. Source: the contract. */
const QUICK_FAILURES = 10;
const WINDOW = milliseconds(15 * 60_000);
/** The first wait of a slow address and the longest, which leaves time for a response within 20 s. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 10_000;
/** The most attempts of one address that wait. */
const MOST_WAITING = 5;
/** The most addresses that are remembered. */
const MOST_ADDRESSES = 1_000;

/** Thrown when too many attempts of one address wait already. */
export class TooManyAttemptsError extends Error {
  override readonly name = 'TooManyAttemptsError';
}

interface Attempts {
  /** When attempts failed, on the monotonic clock. */
  failures: number[];
  waiting: number;
  last: Promise<unknown>;
}

/**
 * Slows down an address that tries many passwords. Its attempts run one after the other, and each waits longer; a right
 * password is accepted all the same, so that the owner is never locked out.
 */
@Injectable()
export class SignInPace {
  private readonly addresses = new LRUCache<string, Attempts>({ max: MOST_ADDRESSES });

  constructor(private readonly clock: Clock) {}

  /**
   * Runs an attempt when it is its turn. @param check resolves to whether the attempt is successful
   * @throws TooManyAttemptsError
   */
  async attempt(address: string, check: () => Promise<boolean>): Promise<boolean> {
    const attempts = this.attemptsOf(address);
    if (attempts.waiting >= MOST_WAITING) throw new TooManyAttemptsError();
    attempts.waiting += 1;
    const result = attempts.last.then(() => this.run(attempts, check));
    attempts.last = result.catch(() => undefined);
    try {
      return await result;
    } finally {
      attempts.waiting -= 1;
    }
  }

  private attemptsOf(address: string): Attempts {
    const known = this.addresses.get(address);
    if (known !== undefined) return known;
    const attempts: Attempts = { failures: [], waiting: 0, last: Promise.resolve() };
    this.addresses.set(address, attempts);
    return attempts;
  }

  private async run(attempts: Attempts, check: () => Promise<boolean>): Promise<boolean> {
    const begin = this.clock.monotonic() - WINDOW;
    attempts.failures = attempts.failures.filter((at) => at > begin);
    const over = attempts.failures.length - QUICK_FAILURES;
    if (over >= 0) await this.wait(Math.min(FIRST_WAIT * 2 ** over, LONGEST_WAIT));
    const isRight = await check();
    if (!isRight) attempts.failures.push(this.clock.monotonic());
    return isRight;
  }

  private wait(duration: number): Promise<void> {
    return new Promise((resolve) => this.clock.after(milliseconds(duration), resolve));
  }
}
