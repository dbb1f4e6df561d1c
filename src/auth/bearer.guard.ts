import { Injectable, type CanActivate, type ExecutionContext, createParamDecorator } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { IncomingMessage } from 'node:http';
import { AcceptsClients } from './accepts-clients.decorator.js';
import { UnauthorizedError } from './auth.errors.js';
import { RequestCounter, clientAddress } from './rate-limit.guard.js';
import type { Principal } from './principal.js';
import type { Found } from './principal-source.js';
import { Principals } from './principals.js';
import { markAuthenticated } from '../http/authenticated-connection.js';
import { RouteMetadataCache, requestOf, responseOf } from '../http/route-metadata-cache.js';
import { Public } from '../http/public.decorator.js';

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
    markAuthenticated(request.socket);
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

/** The principal of a request; undefined on a public route. */
export const callerOf = (request: IncomingMessage): Principal | undefined => (request as Sent)[PRINCIPAL];

/** Parameter decorator: the principal of the request. */
export const Caller = createParamDecorator((_data: unknown, context: ExecutionContext): Principal => {
  const principal = callerOf(context.switchToHttp().getRequest<IncomingMessage>());
  if (principal === undefined) throw new TypeError('A public route has no principal');
  return principal;
});
