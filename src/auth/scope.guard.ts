import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Public } from '../http/public.decorator.js';
import { RouteMetadataCache, requestOf, type RouteTargets } from '../http/route-metadata-cache.js';
import { RequiresScope, ScopesInside } from '../http/scope.decorators.js';
import type { Scope } from '../http/scopes.js';
import { InsufficientScopeError } from './auth.errors.js';
import { callerOf } from './bearer.guard.js';

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
