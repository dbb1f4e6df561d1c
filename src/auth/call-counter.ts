import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { RateLimitedError } from './auth.errors.js';

/** Length of the window in which calls are counted, in seconds. */
const WINDOW = 60;
/** Addresses share this many counters, so that no number of addresses can fill the memory. */
const COUNTERS = 4096;

/** Counts the calls of each client address in a minute. */
export class CallCounter {
  private readonly limiter: RateLimiterMemory;

  /** @param perMinute how many calls one address may make */
  constructor(readonly perMinute: number) {
    this.limiter = new RateLimiterMemory({ points: perMinute, duration: WINDOW });
  }

  /**
   * Counts one call.
   * @returns true
   * @throws RateLimitedError when the address has used up its calls
   */
  count(address: string): Promise<true> {
    return this.limiter.consume(counterOf(address)).then(allowed, refused);
  }
}

const allowed = (): true => true;

function refused(refusal: unknown): never {
  if (!(refusal instanceof RateLimiterRes)) throw refusal;
  // The limiter reckons by the wall clock, which may have jumped.
  const wait = Math.ceil(refusal.msBeforeNext / 1000);
  throw new RateLimitedError(Math.min(Math.max(wait, 1), WINDOW));
}

/** FNV-1a: quick, and spreads well. Whoever makes two addresses share a counter gains nothing but less for both. */
function counterOf(address: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < address.length; i++) hash = Math.imul(hash ^ address.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % COUNTERS;
}
