import { RequestMethod } from '@nestjs/common';
import { ModulesContainer, Reflector } from '@nestjs/core';
import { Public } from '../../src/http/public.decorator.js';
import { RequiresScope, ScopesInside } from '../../src/http/scope.decorators.js';
import type { Scope } from '../../src/http/scopes.js';
import type { TestApp } from './test-app.js';

/** A method of a controller that serves a route. */
export interface RouteHandler {
  /** Controller and method. */
  readonly name: string;
  /** Such as `GET /cooks/:cook_id`. */
  readonly route: string;
  /** In the OpenAPI document; undefined for what is not described there. */
  readonly operationId: string | undefined;
  readonly isOpen: boolean;
  readonly scope: Scope | undefined;
  /** Whether it asks for scopes itself. */
  readonly hasScopesInside: boolean;
}

type Handler = () => unknown;

/** The handlers of all controllers, as Nest knows them. */
export function routeHandlers({ app }: Pick<TestApp, 'app'>): RouteHandler[] {
  const reflector = app.get(Reflector);
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return controllers.flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    const members = Object.entries(Object.getOwnPropertyDescriptors(metatype.prototype as object));
    return members
      .filter(
        ([name, { value }]) => name !== 'constructor' && Reflect.hasOwnMetadata('path', value as object),
      )
      .flatMap(([name, { value }]) => {
        const targets = [value as Handler, metatype];
        return routesOf(metatype, value as Handler).map((route) => ({
          name: `${metatype.name}.${name}`,
          route,
          operationId: operationOf(value as Handler),
          isOpen: reflector.getAllAndOverride(Public, targets) === true,
          scope: reflector.getAllAndOverride(RequiresScope, targets),
          hasScopesInside: reflector.getAllAndOverride(ScopesInside, targets) === true,
        }));
      });
  });
}

const operationOf = (handler: Handler): string | undefined =>
  (Reflect.getMetadata('swagger/apiOperation', handler) as { operationId?: string } | undefined)?.operationId;

/** A handler may serve several paths. */
function routesOf(controller: object, handler: Handler): string[] {
  const method = RequestMethod[Reflect.getMetadata('method', handler) as RequestMethod];
  return pathsOf(controller).flatMap((prefix) =>
    pathsOf(handler).map((path) => `${method} /${[prefix, path].filter(Boolean).join('/')}`),
  );
}

const pathsOf = (target: object): string[] =>
  [Reflect.getMetadata('path', target) as string | string[] | undefined]
    .flat()
    .map((path = '') => path.replaceAll(/^\/|\/$/g, ''));
