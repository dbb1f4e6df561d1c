import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Environment } from '../config/environment.js';
import { clientAddress } from './client-address.js';
import { RouteMetadataCache, type RouteTargets, requestOf } from '../http/route-metadata-cache.js';
import { Public } from '../http/public.decorator.js';
import { PerMinute } from '../http/rate-limit.decorator.js';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { RateLimitedError } from './auth.errors.js';

/** The counters of a route; none where it has no limit. */
type Counters = readonly RequestCounter[];

/**
 * Limits the requests of each client address. It runs after `BearerGuard`, so that clients without a key do not use up
 * the limit of others. Public routes are not counted, since health checks must not depend on other clients.
 */
@Injectable()
export class RateLimitGuard implements CanActivate {
  private readonly counters: RouteMetadataCache<Counters>;

  constructor({ rateLimitPerMinute }: Environment, reflector: Reflector) {
    const all = new RequestCounter(rateLimitPerMinute);
    this.counters = new RouteMetadataCache((targets) => countersFor(all, targets, reflector));
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const [first, ...more] = this.counters.of(context);
    if (first === undefined) return true;
    const address = clientAddress(requestOf(context));
    return more.reduce((before, counter) => before.then(() => counter.count(address)), first.count(address));
  }
}

function countersFor(all: RequestCounter, targets: RouteTargets, reflector: Reflector): Counters {
  const own = reflector.getAllAndOverride(PerMinute, targets);
  if (own === Infinity || reflector.getAllAndOverride(Public, targets)) return [];
  return own === undefined ? [all] : [all, new RequestCounter(own)];
}

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
