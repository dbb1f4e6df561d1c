import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Environment } from '../config/environment.js';
import { CallCounter } from './call-counter.js';
import { clientAddress } from './client-address.js';
import { RouteMetadataCache, type RouteTargets } from '../http/route-metadata-cache.js';
import { Public } from '../http/public.decorator.js';
import { requestOf } from '../http/request-of.js';
import { PerMinute } from '../http/rate-limit.decorator.js';

/** A route's counters; none where it is never limited. */
type Counters = readonly CallCounter[];

/**
 * Makes an address wait that calls too often. It comes after `BearerGuard`, so that strangers use up nobody's calls;
 * what is open to them is not counted, since health must not depend on who else calls.
 */
@Injectable()
export class RateLimitGuard implements CanActivate {
  private readonly counters: RouteMetadataCache<Counters>;

  constructor({ rateLimitPerMinute }: Environment, reflector: Reflector) {
    const all = new CallCounter(rateLimitPerMinute);
    this.counters = new RouteMetadataCache((targets) => countersFor(all, targets, reflector));
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const [first, ...more] = this.counters.of(context);
    if (first === undefined) return true;
    const address = clientAddress(requestOf(context));
    return more.reduce((before, counter) => before.then(() => counter.count(address)), first.count(address));
  }
}

function countersFor(all: CallCounter, targets: RouteTargets, reflector: Reflector): Counters {
  const own = reflector.getAllAndOverride(PerMinute, targets);
  if (own === Infinity || reflector.getAllAndOverride(Public, targets)) return [];
  return own === undefined ? [all] : [all, new CallCounter(own)];
}
