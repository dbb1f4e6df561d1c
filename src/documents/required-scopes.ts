import type { INestApplication } from '@nestjs/common';
import { ModulesContainer, Reflector } from '@nestjs/core';
import { RequiresScope } from '../http/scope.decorators.js';
import type { Scope } from '../http/scopes.js';

/** Where the decorator `@ApiOperation` keeps its options (`DECORATORS` of @nestjs/swagger, which it does not export). */
const API_OPERATION = 'swagger/apiOperation';

/** The scope that each operation needs, by its operationId: as the decorators of its route say, which the guard reads. */
export function requiredScopes(app: INestApplication): ReadonlyMap<string, Scope> {
  const reflector = app.get(Reflector);
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return new Map(
    controllers.flatMap(({ metatype }) => {
      if (typeof metatype !== 'function') return [];
      return handlersOf(metatype).flatMap((handler) => {
        const operationId = operationOf(handler);
        const scope = reflector.getAllAndOverride(RequiresScope, [handler, metatype]);
        return operationId === undefined || scope === undefined ? [] : [[operationId, scope] as const];
      });
    }),
  );
}

const handlersOf = ({ prototype }: { readonly prototype: object }): readonly (() => unknown)[] =>
  Object.values(Object.getOwnPropertyDescriptors(prototype))
    .map(({ value }) => value as unknown)
    .filter((value): value is () => unknown => typeof value === 'function');

const operationOf = (handler: object): string | undefined =>
  (Reflect.getMetadata(API_OPERATION, handler) as { operationId?: string } | undefined)?.operationId;
