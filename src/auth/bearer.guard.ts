import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { IncomingMessage } from 'node:http';
import { UnauthorizedError } from './auth.errors.js';
import { CallCounter } from './call-counter.js';
import { clientAddress } from './client-address.js';
import { setPrincipal } from './principal.js';
import { ApiKeyStore } from './api-key-store.js';
import { markKnown } from '../http/known-connection.js';
import { RouteMetadataCache } from '../http/route-metadata-cache.js';
import { Public } from '../http/public.decorator.js';
import { requestOf } from '../http/request-of.js';

/** Wrong keys a minute that one address may try before it has to wait. */
const WRONG_KEYS = 30;
const BEARER = /^bearer +([\x21-\x7e]+)$/i;

/** Lets in whoever shows a key of ours, at every route that is not `@Public()`. */
@Injectable()
export class BearerGuard implements CanActivate {
  private readonly wrong = new CallCounter(WRONG_KEYS);

  private readonly isOpen: RouteMetadataCache<boolean>;

  constructor(
    private readonly keys: ApiKeyStore,
    reflector: Reflector,
  ) {
    this.isOpen = new RouteMetadataCache((targets) => reflector.getAllAndOverride(Public, targets) ?? false);
  }

  canActivate(context: ExecutionContext): true | Promise<never> {
    if (this.isOpen.of(context)) return true;
    const request = requestOf(context);
    const name = this.nameOf(request.headers.authorization);
    if (name === undefined) return this.refuse(request);
    setPrincipal(request, name);
    markKnown(request.socket);
    return true;
  }

  private nameOf(authorization = ''): string | undefined {
    const given = BEARER.exec(authorization)?.[1];
    return given === undefined ? undefined : this.keys.nameOf(given);
  }

  /** Only wrong keys are counted and made to wait: nobody can lock out the owner. */
  private async refuse(request: IncomingMessage): Promise<never> {
    await this.wrong.count(clientAddress(request));
    throw new UnauthorizedError();
  }
}
