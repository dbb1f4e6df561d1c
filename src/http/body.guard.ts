import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { readAnyBody } from './any-body-reader.js';
import { RouteMetadataCache, requestOf } from './route-metadata-cache.js';
import { LARGEST_BODY, readJsonObject } from './json-body.js';
import { LargestBody } from './largest-body.decorator.js';
import { JsonRpcBody, readJsonRpc } from './json-rpc-body.js';
import { AnyBody, keepBody } from './any-body.js';
import { FormBody, readForm, type FormSender } from './form-body.js';
import { markAsPage } from './page-request.js';
import type { Clock } from '../shared/clock.js';

/** The methods whose bodies are read. */
const WITH_BODY: ReadonlySet<string> = new Set(['POST', 'PATCH']);

/** How the body of a route is read. */
type BodyKind = 'json' | 'json-rpc' | 'any' | FormSender;

/**
 * Reads the body of a POST or PATCH. It is a guard, and the last one, so that the body of a client without a key is not read: a
 * body parser as middleware would run before the key is checked.
 */
@Injectable()
export class BodyGuard implements CanActivate {
  private readonly kind: RouteMetadataCache<BodyKind>;
  private readonly largest: RouteMetadataCache<number>;

  constructor(
    reflector: Reflector,
    private readonly clock: Clock,
  ) {
    this.largest = new RouteMetadataCache(
      (targets) => reflector.getAllAndOverride(LargestBody, targets) ?? LARGEST_BODY,
    );
    this.kind = new RouteMetadataCache((targets) => {
      if (reflector.getAllAndOverride(AnyBody, targets)) return 'any';
      if (reflector.getAllAndOverride(JsonRpcBody, targets)) return 'json-rpc';
      return reflector.getAllAndOverride(FormBody, targets) ?? 'json';
    });
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = requestOf<Request>(context);
    if (!WITH_BODY.has(request.method)) return true;
    const kind = this.kind.of(context);
    if (kind === 'any') return this.readAny(request, context.switchToHttp().getResponse<Response>());
    if (kind === 'person' || kind === 'program') return this.readForm(request, kind);
    return this.read(request, kind === 'json-rpc', this.largest.of(context));
  }

  private async read(request: Request, isJsonRpc: boolean, largest: number): Promise<boolean> {
    request.body = await (isJsonRpc ? readJsonRpc(request) : readJsonObject(request, largest));
    return true;
  }

  private async readForm(request: Request, sender: FormSender): Promise<boolean> {
    if (sender === 'person') markAsPage(request);
    await readForm(request);
    return true;
  }

  private async readAny(request: Request, response: Response): Promise<boolean> {
    const body = await readAnyBody(request, response, this.clock);
    request.body = body.fields;
    keepBody(request, { ...body, problems: [...inAddress(request), ...body.problems] });
    return true;
  }
}

/** The query of such a route is never read, so that a cooker named there is not taken for the one that was meant. */
const inAddress = ({ query }: Request): readonly string[] =>
  Object.keys(query).length === 0
    ? []
    : ['The query in the address was left out: fields are sent in the body.'];
