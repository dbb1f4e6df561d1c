import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { readAnyBody } from './any-body-reader.js';
import { RouteMetadataCache } from './route-metadata-cache.js';
import { requestOf } from './request-of.js';
import { readJsonObject } from './json-body.js';
import { AnyBody, keepBody } from './any-body.js';
import type { Clock } from '../shared/clock.js';

/**
 * Reads what a POST carries. It is a guard, and the last one, so that nothing of a stranger's body is read: parsers
 * in front of the routes would run before anyone has asked for the key.
 */
@Injectable()
export class BodyGuard implements CanActivate {
  private readonly takesAny: RouteMetadataCache<boolean>;

  constructor(
    reflector: Reflector,
    private readonly clock: Clock,
  ) {
    this.takesAny = new RouteMetadataCache(
      (targets) => reflector.getAllAndOverride(AnyBody, targets) ?? false,
    );
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = requestOf<Request>(context);
    if (request.method !== 'POST') return true;
    return this.takesAny.of(context)
      ? this.readAny(request, context.switchToHttp().getResponse<Response>())
      : this.read(request);
  }

  private async read(request: Request): Promise<boolean> {
    request.body = await readJsonObject(request);
    return true;
  }

  private async readAny(request: Request, response: Response): Promise<boolean> {
    const body = await readAnyBody(request, response, this.clock);
    request.body = body.fields;
    keepBody(request, { ...body, problems: [...inAddress(request), ...body.problems] });
    return true;
  }
}

/** A query is never read, so that a cooker that is named there cannot pass for one that was meant. */
const inAddress = ({ query }: Request): readonly string[] =>
  Object.keys(query).length === 0
    ? []
    : ['The query in the address was left out: fields are sent in the body.'];
