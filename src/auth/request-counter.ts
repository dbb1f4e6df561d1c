import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { RateLimitedError } from './auth.errors.js';

/** Length of the window in which requests are counted, in seconds. */
const WINDOW = 60;
/** Addresses share this many counters, so that many addresses cannot fill the memory. */
const COUNTERS = 4096;

/** Counts the requests of each client address in a minute. */
export class RequestCounter {
  private readonly limiter: RateLimiterMemory;

  /** @param perMinute how many requests one address may send */
  constructor(readonly perMinute: number) {
    this.limiter = new RateLimiterMemory({ points: perMinute, duration: WINDOW });
  }

  /**
   * Counts one request.
   * @returns true
   * @throws RateLimitedError when the address has used up its requests
   */
  count(address: string): Promise<true> {
    return this.limiter.consume(counterOf(address)).then(allowed, refused);
  }
}

const allowed = (): true => true;

function refused(refusal: unknown): never {
  if (!(refusal instanceof RateLimiterRes)) throw refusal;
  // The limiter uses the wall clock, which may have jumped.
  const wait = Math.ceil(refusal.msBeforeNext / 1000);
  throw new RateLimitedError(Math.min(Math.max(wait, 1), WINDOW));
}

/** FNV-1a: quick, and it spreads well. A client that makes two addresses share a counter only gets less for both. */
function counterOf(address: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < address.length; i++) hash = Math.imul(hash ^ address.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % COUNTERS;
}
