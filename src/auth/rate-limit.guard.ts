import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Environment } from '../config/environment.js';
import { RequestCounter } from './request-counter.js';
import { clientAddress } from './client-address.js';
import { RouteMetadataCache, type RouteTargets } from '../http/route-metadata-cache.js';
import { Public } from '../http/public.decorator.js';
import { requestOf } from '../http/request-of.js';
import { PerMinute } from '../http/rate-limit.decorator.js';

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
