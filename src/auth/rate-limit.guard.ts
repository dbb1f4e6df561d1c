import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { IncomingMessage } from 'node:http';
import { Environment } from '../config/environment.js';
import { CallCounter } from './call-counter.js';
import { clientAddress } from './client-address.js';
import { Public } from './public.decorator.js';
import { PerMinute } from './rate-limit.decorator.js';

/** A route's counters; none where it is never limited. */
type Counters = readonly CallCounter[];

/**
 * Makes an address wait that calls too often. It comes after `BearerGuard`, so that strangers use up nobody's calls;
 * what is open to them is not counted, since health must not depend on who else calls.
 */
@Injectable()
export class RateLimitGuard implements CanActivate {
  private readonly all: CallCounter;
  private readonly byRoute = new WeakMap<object, Counters>();

  constructor(
    { rateLimitPerMinute }: Environment,
    private readonly reflector: Reflector,
  ) {
    this.all = new CallCounter(rateLimitPerMinute);
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const counters = this.countersOf(context);
    if (counters.length === 0) return true;
    return this.count(counters, clientAddress(context.switchToHttp().getRequest<IncomingMessage>()));
  }

  private async count(counters: Counters, address: string): Promise<boolean> {
    for (const counter of counters) await counter.count(address);
    return true;
  }

  private countersOf(context: ExecutionContext): Counters {
    const route = context.getHandler();
    const known = this.byRoute.get(route);
    if (known) return known;
    const counters = this.makeCounters([route, context.getClass()]);
    this.byRoute.set(route, counters);
    return counters;
  }

  private makeCounters(targets: Parameters<Reflector['getAllAndOverride']>[1]): Counters {
    const own = this.reflector.getAllAndOverride(PerMinute, targets);
    if (own === Infinity || this.reflector.getAllAndOverride(Public, targets)) return [];
    return own === undefined ? [this.all] : [this.all, new CallCounter(own)];
  }
}
