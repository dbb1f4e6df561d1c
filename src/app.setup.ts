import { CachingValidationPipe, ReservedNamesPipe } from './http/caching-validation.pipe.js';
import { Reflector } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { instanceToPlain, plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { BearerGuard } from './auth/bearer.guard.js';
import { RateLimitGuard } from './auth/rate-limit.guard.js';
import { ScopeGuard } from './auth/scope.guard.js';
import { Documents } from './documents/documents.js';
import { BodyGuard } from './http/body.guard.js';
import { ErrorFilter } from './http/error.filter.js';
import { QueryGuard } from './http/query.guard.js';
import { DecodableUrlGuard, escapeUndecodableUrl } from './http/undecodable-url.js';
import { toInvalidRequest } from './http/validation-errors.js';
import { Clock } from './shared/clock.js';

/** Options that every application of ours is created with: `BodyGuard` reads the bodies. */
export const APP_OPTIONS = { bodyParser: false } as const;

/**
 * Configures the application: what runs for every route, in the order in which it runs. No module registers a global
 * middleware, guard, pipe or filter of its own. The tests call this function too, so they test the shipped application.
 */
export function configureApp(app: NestExpressApplication): void {
  const reflector = app.get(Reflector);
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(escapeUndecodableUrl);
  app.useGlobalGuards(
    new DecodableUrlGuard(),
    app.get(BearerGuard),
    app.get(ScopeGuard),
    app.get(RateLimitGuard),
    new QueryGuard(reflector),
    // The last one: a body is read only for a client that may send one.
    new BodyGuard(reflector, app.get(Clock)),
  );
  app.useGlobalPipes(new ReservedNamesPipe(), validation());
  app.useGlobalFilters(new ErrorFilter());
  app.get(Documents).describe(app);
}

const validation = () =>
  new CachingValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: false,
    validationError: { target: true, value: true },
    exceptionFactory: toInvalidRequest,
    validatorPackage: { validate },
    transformerPackage: { plainToInstance, classToPlain: instanceToPlain },
  });
