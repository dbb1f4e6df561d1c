import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { IncomingMessage } from 'node:http';
import { hash, timingSafeEqual } from 'node:crypto';
import { Environment } from '../config/environment.js';
import { UnauthorizedError } from './auth.errors.js';
import { CallCounter } from './call-counter.js';
import { clientAddress } from './client-address.js';
import { nameCaller, ONLY_KEY } from './key-name.js';
import { Public } from './public.decorator.js';

/** Wrong keys a minute that one address may try before it has to wait. */
const WRONG_KEYS = 30;
const BEARER = /^bearer +([\x21-\x7e]+)$/i;

/** Lets in whoever shows the key, at every route that is not `@Public()`. */
@Injectable()
export class BearerGuard implements CanActivate {
  private readonly expected: Buffer;
  private readonly wrong = new CallCounter(WRONG_KEYS);

  constructor(
    { apiKey }: Environment,
    private readonly reflector: Reflector,
  ) {
    this.expected = digest(apiKey);
  }

  canActivate(context: ExecutionContext): true | Promise<never> {
    if (this.reflector.getAllAndOverride(Public, [context.getHandler(), context.getClass()])) return true;
    const request = context.switchToHttp().getRequest<IncomingMessage>();
    if (!this.isKey(request.headers.authorization)) return this.refuse(request);
    nameCaller(request, ONLY_KEY);
    return true;
  }

  private isKey(authorization = ''): boolean {
    const given = BEARER.exec(authorization)?.[1];
    // Digests give both sides one length, which timingSafeEqual wants.
    return given !== undefined && timingSafeEqual(digest(given), this.expected);
  }

  /** Only wrong keys are counted and made to wait: nobody can lock out the owner. */
  private async refuse(request: IncomingMessage): Promise<never> {
    await this.wrong.count(clientAddress(request));
    throw new UnauthorizedError();
  }
}

const digest = (key: string): Buffer => hash('sha256', key, 'buffer');
