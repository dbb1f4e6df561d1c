import type { ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';

/** What a decorator can stand on: the handler of a route, and its controller. */
export type RouteTargets = Parameters<Reflector['getAllAndOverride']>[1];

/** Something that is the same for every call of a route: made at the first, since reading decorators takes its time. */
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
