import type { ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a route decorator can be on: the handler and its controller. */
export type RouteTargets = Parameters<Reflector['getAllAndOverride']>[1];

/** A value for each route, made from its decorators at the first request: reading decorators is slow. */
export class RouteMetadataCache<Value> {
  private readonly made = new WeakMap<object, Value>();

  constructor(private readonly make: (targets: RouteTargets) => Value) {}

  of(context: ExecutionContext): Value {
    const route = context.getHandler();
    const known = this.made.get(route);
    if (known !== undefined) return known;
    const value = this.make([route, context.getClass()]);
    this.made.set(route, value);
    return value;
  }
}

/** The request that a guard decides on. Nest's `switchToHttp()` makes an object with three functions each time. */
export const requestOf = <Req extends IncomingMessage = IncomingMessage>(context: ExecutionContext): Req =>
  context.getArgByIndex<Req>(0);

/** The response to the request that a guard decides on. */
export const responseOf = (context: ExecutionContext): ServerResponse =>
  context.getArgByIndex<ServerResponse>(1);
