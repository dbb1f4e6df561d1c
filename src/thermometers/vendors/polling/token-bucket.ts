import { type Milliseconds, milliseconds } from '../../../shared/units.js';

/** How many requests a cloud may get. */
export interface RequestLimit {
  /** Requests that may follow each other at once, after a pause. */
  readonly burst: number;
  /** Requests a minute on average. */
  readonly perMinute: number;
}

const MINUTE = 60_000;

/**
 * A budget of requests, as a token bucket: it fills at a steady rate up to `burst`, and each request takes one token. A
 * request takes its token in advance where there is none, and waits until that token would have been filled in.
 */
export class TokenBucket {
  private tokens: number;
  private filledAt: Milliseconds;

  /** @param now on the monotonic clock */
  constructor(
    private readonly limit: RequestLimit,
    now: Milliseconds,
  ) {
    this.tokens = limit.burst;
    this.filledAt = now;
  }

  /** Takes a token. @returns how long the request has to wait for it, in ms; 0 when it may be sent now */
  take(now: Milliseconds): Milliseconds {
    this.fill(now);
    this.tokens -= 1;
    return milliseconds(this.tokens >= 0 ? 0 : Math.ceil((-this.tokens * MINUTE) / this.limit.perMinute));
  }

  private fill(now: Milliseconds): void {
    const filled = (Math.max(0, now - this.filledAt) * this.limit.perMinute) / MINUTE;
    this.tokens = Math.min(this.limit.burst, this.tokens + filled);
    this.filledAt = now;
  }
}
