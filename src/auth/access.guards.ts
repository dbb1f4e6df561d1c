import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Public } from '../http/public.decorator.js';
import {
  RouteMetadataCache,
  requestOf,
  responseOf,
  type RouteTargets,
} from '../http/route-metadata-cache.js';
import { RequiresScope, ScopesInside } from '../http/scope.decorators.js';
import type { Scope } from '../http/scopes.js';
import { AcceptsClients } from './accepts-clients.decorator.js';
import { ApiKeyStore } from './api-key-store.js';
import { InsufficientScopeError, UnauthorizedError } from './auth.errors.js';
import type { Principal } from './principal.js';
import type { Found, RequestSource, TokenSource } from './principal-source.js';
import { RequestCounter, clientAddress } from './rate-limit.guard.js';

/** Every principal that may send requests. Other modules add their sources to it when the application starts. */
@Injectable()
export class Principals {
  private readonly tokens: TokenSource[];
  private readonly requests: RequestSource[] = [];

  constructor(keys: ApiKeyStore) {
    this.tokens = [keys];
  }

  /** Adds a source of bearer tokens, which is asked after those before it. */
  addTokens(source: TokenSource): void {
    this.tokens.push(source);
  }

  /** Adds a source for requests without a bearer token. */
  addRequests(source: RequestSource): void {
    this.requests.push(source);
  }

  /** The principal of a bearer token. An API key is found at once, without a promise. */
  ofToken(token: string): Found {
    return firstOf(this.tokens, (source) => source.principalOf(token));
  }

  /** The principal of a request without a bearer token. */
  ofRequest(request: IncomingMessage): Found {
    return firstOf(this.requests, (source) => source.principalOf(request));
  }

  /** What the principal of this id may do now; undefined once it was revoked or has expired. */
  async current(id: string): Promise<Principal | undefined> {
    return firstOf([...this.tokens, ...this.requests], (source) => source.current(id));
  }
}

/** The first principal that a source knows. The next source is asked only when the one before knows none. */
function firstOf<Source>(sources: readonly Source[], ask: (source: Source) => Found, from = 0): Found {
  for (let index = from; index < sources.length; index++) {
    const found = ask(sources[index]!);
    if (found instanceof Promise)
      return found.then((principal) => principal ?? firstOf(sources, ask, index + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Wrong keys that one address may try in a minute. */
const WRONG_KEYS = 30;
const BEARER = /^bearer +([\x21-\x7e]+)$/i;

/** The bearer token of a request; undefined where it has none. */
export const bearerTokenOf = ({ headers: { authorization = '' } }: IncomingMessage): string | undefined =>
  BEARER.exec(authorization)?.[1];

/** Requires a principal, known by a bearer token or a session, on every route that is not `@Public()`. */
@Injectable()
export class BearerGuard implements CanActivate {
  private readonly wrong = new RequestCounter(WRONG_KEYS);

  private readonly isPublic: RouteMetadataCache<boolean>;
  private readonly acceptsClients: RouteMetadataCache<boolean>;

  constructor(
    private readonly principals: Principals,
    reflector: Reflector,
  ) {
    this.isPublic = new RouteMetadataCache(
      (targets) => reflector.getAllAndOverride(Public, targets) ?? false,
    );
    this.acceptsClients = new RouteMetadataCache(
      (targets) => reflector.getAllAndOverride(AcceptsClients, targets) ?? false,
    );
  }

  canActivate(context: ExecutionContext): true | Promise<true> {
    if (this.isPublic.of(context)) return true;
    const request = requestOf(context);
    const found = this.principalOf(request);
    // A promise for every request would make the fastest routes slower.
    if (found instanceof Promise)
      return found.then((principal) => this.admit(context, this.allowed(principal, context)));
    return this.admit(context, this.allowed(found, context));
  }

  private principalOf(request: IncomingMessage): Found {
    if (request.headers.authorization === undefined) return this.principals.ofRequest(request);
    const token = bearerTokenOf(request);
    return token === undefined ? undefined : this.principals.ofToken(token);
  }

  /** An access token is valid for its audience only, and every other route is another audience. */
  private allowed(principal: Principal | undefined, context: ExecutionContext): Principal | undefined {
    return principal?.kind === 'oauth' && !this.acceptsClients.of(context) ? undefined : principal;
  }

  private admit(context: ExecutionContext, principal: Principal | undefined): true | Promise<never> {
    const request = requestOf(context);
    if (principal === undefined) return this.refuse(request);
    // Caches know by themselves that a response to a key is not for others, but not one to a cookie.
    if (principal.kind === 'owner') responseOf(context).setHeader('Cache-Control', 'no-store');
    (request as Sent)[PRINCIPAL] = principal;
    (request.socket as Connection)[AUTHENTICATED] = true;
    return true;
  }

  /** Only wrong keys are counted and limited, so that another client cannot lock out the owner. */
  private async refuse(request: IncomingMessage): Promise<never> {
    await this.wrong.count(clientAddress(request));
    throw new UnauthorizedError();
  }
}

/** The property of a request that holds its principal. A map of requests would cost each request more. */
const PRINCIPAL = Symbol('principal');

interface Sent extends IncomingMessage {
  [PRINCIPAL]?: Principal;
}

/** The property of a connection on which a request had a principal. */
const AUTHENTICATED = Symbol('a request of this connection had a principal');

interface Connection extends Socket {
  [AUTHENTICATED]?: true;
}

/** Whether a request of this connection had a principal: when there are too many, it is closed after others. */
export const isAuthenticated = (connection: Connection): boolean => connection[AUTHENTICATED] === true;

/** The principal of a request; undefined on a public route. */
export const callerOf = (request: IncomingMessage): Principal | undefined => (request as Sent)[PRINCIPAL];

/** Parameter decorator: the principal of the request. */
export const Caller = createParamDecorator((_data: unknown, context: ExecutionContext): Principal => {
  const principal = callerOf(context.switchToHttp().getRequest<IncomingMessage>());
  if (principal === undefined) throw new TypeError('A public route has no principal');
  return principal;
});

/** What a route asks of its principal: a scope, or nothing here. */
type Required = Scope | 'nothing' | 'undeclared';

/**
 * Requires the scope of the route. A route that is neither public nor declares a scope is closed to everyone, so that a
 * forgotten decorator opens nothing. It runs after `BearerGuard`.
 */
@Injectable()
export class ScopeGuard implements CanActivate {
  private readonly required: RouteMetadataCache<Required>;

  constructor(reflector: Reflector) {
    this.required = new RouteMetadataCache((targets) => requiredOn(targets, reflector));
  }

  canActivate(context: ExecutionContext): true {
    const required = this.required.of(context);
    if (required === 'nothing') return true;
    if (required === 'undeclared')
      throw new TypeError(`${context.getClass().name} has a route without a scope`);
    if (callerOf(requestOf(context))?.scopes.has(required)) return true;
    throw new InsufficientScopeError(required);
  }
}

function requiredOn(targets: RouteTargets, reflector: Reflector): Required {
  if (reflector.getAllAndOverride(Public, targets) || reflector.getAllAndOverride(ScopesInside, targets))
    return 'nothing';
  return reflector.getAllAndOverride(RequiresScope, targets) ?? 'undeclared';
}
