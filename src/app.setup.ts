import { ReservedNamesPipe } from './http/caching-validation.pipe.js';
import { Reflector } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { BearerGuard, ScopeGuard } from './auth/access.guards.js';
import { RateLimitGuard } from './auth/rate-limit.guard.js';
import { Environment } from './config/environment.js';
import { Documents } from './documents/documents.js';
import { DecodableUrlGuard, escapeUndecodableUrl, OriginGuard, QueryGuard } from './http/address.guards.js';
import { BodyGuard } from './http/request-body.js';
import { ErrorFilter } from './http/error.filter.js';
import { validationPipe } from './http/validation.js';
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
    new OriginGuard(reflector, app.get(Environment)),
    app.get(BearerGuard),
    app.get(ScopeGuard),
    app.get(RateLimitGuard),
    new QueryGuard(reflector),
    // The last one: a body is read only for a client that may send one.
    new BodyGuard(reflector, app.get(Clock)),
  );
  app.useGlobalPipes(new ReservedNamesPipe(), validationPipe());
  app.useGlobalFilters(new ErrorFilter());
  app.get(Documents).describe(app);
}
