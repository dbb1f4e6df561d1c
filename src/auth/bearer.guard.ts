import { Injectable, type CanActivate, type ExecutionContext, createParamDecorator } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { IncomingMessage } from 'node:http';
import { UnauthorizedError } from './auth.errors.js';
import { RequestCounter, clientAddress } from './rate-limit.guard.js';
import { ApiKeyStore } from './api-key-store.js';
import { markAuthenticated } from '../http/authenticated-connection.js';
import { RouteMetadataCache, requestOf } from '../http/route-metadata-cache.js';
import { Public } from '../http/public.decorator.js';

/** Wrong keys that one address may try in a minute. */
const WRONG_KEYS = 30;
const BEARER = /^bearer +([\x21-\x7e]+)$/i;

/** Requires a valid API key as bearer token on every route that is not `@Public()`. */
@Injectable()
export class BearerGuard implements CanActivate {
  private readonly wrong = new RequestCounter(WRONG_KEYS);

  private readonly isPublic: RouteMetadataCache<boolean>;

  constructor(
    private readonly keys: ApiKeyStore,
    reflector: Reflector,
  ) {
    this.isPublic = new RouteMetadataCache(
      (targets) => reflector.getAllAndOverride(Public, targets) ?? false,
    );
  }

  canActivate(context: ExecutionContext): true | Promise<never> {
    if (this.isPublic.of(context)) return true;
    const request = requestOf(context);
    const name = this.nameOf(request.headers.authorization);
    if (name === undefined) return this.refuse(request);
    setPrincipal(request, name);
    markAuthenticated(request.socket);
    return true;
  }

  private nameOf(authorization = ''): string | undefined {
    const given = BEARER.exec(authorization)?.[1];
    return given === undefined ? undefined : this.keys.nameOf(given);
  }

  /** Only wrong keys are counted and limited, so that another client cannot lock out the owner. */
  private async refuse(request: IncomingMessage): Promise<never> {
    await this.wrong.count(clientAddress(request));
    throw new UnauthorizedError();
  }
}

/** The property of a request that holds its principal. A map of requests would cost each request more. */
const NAME = Symbol('name of the key');

interface Named extends IncomingMessage {
  [NAME]?: string;
}

/** Sets the principal of a request: the name of its API key. */
function setPrincipal(request: IncomingMessage, name: string): void {
  (request as Named)[NAME] = name;
}

/** The principal of a request; undefined on a public route. */
export const callerOf = (request: IncomingMessage): string | undefined => (request as Named)[NAME];

/** Parameter decorator: the name of the API key of the request, never the key itself. */
export const Principal = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  const name = context.switchToHttp().getRequest<Named>()[NAME];
  if (name === undefined) throw new TypeError('A public route has no principal');
  return name;
});
