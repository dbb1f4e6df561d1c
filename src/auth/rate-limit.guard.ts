import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Environment } from '../config/environment.js';
import { RouteMetadataCache, type RouteTargets, requestOf } from '../http/route-metadata-cache.js';
import { Public } from '../http/public.decorator.js';
import { PerMinute } from '../http/rate-limit.decorator.js';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { RateLimitedError } from './auth.errors.js';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** The counters of a route; none where it has no limit. */
type Counters = readonly RequestCounter[];

/**
 * Limits the requests of each client address. It runs after `BearerGuard`, so that clients without a key do not use up
 * the limit of others. Public routes are not counted, since health checks must not depend on other clients.
 */
@Injectable()
export class RateLimitGuard implements CanActivate {
  private readonly counters: RouteMetadataCache<Counters>;
  private readonly all: RequestCounter;

  constructor({ rateLimitPerMinute }: Environment, reflector: Reflector) {
    const all = new RequestCounter(rateLimitPerMinute);
    this.all = all;
    this.counters = new RouteMetadataCache((targets) => countersFor(all, targets, reflector));
  }

  /**
   * Counts a request of a route that decides by itself what is limited.
   * @throws RateLimitedError
   */
  countRequest(address: string): Promise<true> {
    return this.all.count(address);
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
const COUNTERS = 1024;

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

const LOOPBACK = /^(127\.|::1$)/;

// Hand-written because Express' `trust proxy` skips an empty last hop: `req.ip` is then one that the client itself wrote.

/**
 * The client address of a request, for the rate limit. It is the address of the peer. A peer on this machine is the
 * tunnel: then it is the last hop of `X-Forwarded-For`, which the tunnel appends to what the client sent, or, without
 * that header, `CF-Connecting-IP`.
 */
export function clientAddress({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): string {
  const peer = withoutMapping(socket.remoteAddress ?? '');
  if (!LOOPBACK.test(peer)) return network(peer);
  const forwarded = lastHop(headers['x-forwarded-for']) ?? lastHop(headers['cf-connecting-ip']);
  return network(forwarded ?? peer);
}

function lastHop(header: string | readonly string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  const last = withoutMapping(String(header).split(',').at(-1)!.trim());
  return isIP(last) === 0 ? undefined : last;
}

const withoutMapping = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

/** An IPv4 address unchanged; the first half of an IPv6 address, since one client commonly owns all of the second. */
function network(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const groups = [
    ...before,
    ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'),
    ...after,
  ];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
