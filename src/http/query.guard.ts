import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { RouteMetadataCache, type RouteTargets, requestOf } from './route-metadata-cache.js';
import { Public } from './public.decorator.js';
import { unknownFields } from './validation-errors.js';
import { AnyBody } from './any-body.js';

/** Route decorator: the only fields of the query of a route whose other fields are sent in the body. */
export const QueryFields = Reflector.createDecorator<readonly string[]>();

/**
 * Refuses a query on every guarded route that reads none, and names its fields. Where a route reads a query, validation
 * refuses unknown fields; Nest itself ignores a query that no handler reads.
 */
@Injectable()
export class QueryGuard implements CanActivate {
  private readonly takesNone: RouteMetadataCache<boolean>;
  private readonly fields: RouteMetadataCache<readonly string[]>;

  constructor(reflector: Reflector) {
    this.fields = new RouteMetadataCache(
      (targets) => reflector.getAllAndOverride(QueryFields, targets) ?? [],
    );
    this.takesNone = new RouteMetadataCache(
      (targets) =>
        (!readsQuery(targets) || reflector.getAllAndOverride(QueryFields, targets) !== undefined) &&
        // A stop is carried out all the same and names the query in a warning.
        !reflector.getAllAndOverride(AnyBody, targets) &&
        // Links to public pages collect parameters on their way, and monitors add one against caches.
        !reflector.getAllAndOverride(Public, targets),
    );
  }

  /** @throws InvalidRequestError naming the fields */
  canActivate(context: ExecutionContext): boolean {
    if (!this.takesNone.of(context)) return true;
    const { method, query } = requestOf<Request>(context);
    const fields = this.fields.of(context);
    const names = Object.keys(query).filter((name) => !fields.includes(name));
    if (names.length > 0) throw unknownFields(names, method === 'POST' ? IN_BODY : undefined);
    return true;
  }
}

const IN_BODY = 'in the address: fields are sent in the body';

/** Whether the handler of a route has a parameter that reads the query. */
function readsQuery([handler, controller]: RouteTargets): boolean {
  const parameters = Reflect.getMetadata(ROUTE_ARGS_METADATA, controller!, handler!.name) as
    object | undefined;
  return Object.keys(parameters ?? {}).some((key) => key.startsWith(`${RouteParamtypes.QUERY}:`));
}
