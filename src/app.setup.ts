import { ModuleRef, Reflector } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { plainToInstance, instanceToPlain } from 'class-transformer';
import { useContainer, validate } from 'class-validator';
import type { NextFunction, Request, Response } from 'express';
import { BodyGuard } from './body.guard.js';
import type { Environment } from './config/environment.js';
import { ConstraintContainer } from './constraint-container.js';
import { setUpDocuments } from './documents/set-up-documents.js';
import { InvalidRequestError } from './kitchen-errors.js';
import { KitchenErrorFilter } from './kitchen-error.filter.js';
import { KnownFieldsPipe } from './known-fields.pipe.js';
import { QueryGuard } from './query.guard.js';
import { refusalOf } from './refusal.js';
import { rememberedQueries } from './remembered-queries.js';
import { RememberingValidationPipe } from './remembering-validation.pipe.js';
import { Clock } from './shared/clock.js';

/** Options that every application of ours is created with: bodies are read by `BodyGuard`. */
export const APP_OPTIONS = { bodyParser: false } as const;

/** Gives the application its manners. The tests call it too, so that the tested application is the shipped one. */
export function setUpApp(app: NestExpressApplication, environment: Environment): void {
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', rememberedQueries());
  app.use(assertAddress);
  app.useGlobalGuards(new QueryGuard(app.get(Reflector)), new BodyGuard(app.get(Reflector), app.get(Clock)));
  app.useGlobalPipes(new KnownFieldsPipe(), validation());
  app.useGlobalFilters(new KitchenErrorFilter());
  useContainer(new ConstraintContainer(app.get(ModuleRef)));
  setUpDocuments(app, environment);
}

/** Runs before every route that a call is not led straight to: refuses what is no address. */
function assertAddress({ url }: Request, _response: Response, next: NextFunction): void {
  if (!isDecodable(url)) throw new InvalidRequestError('The address is not encoded correctly.');
  next();
}

function isDecodable(url: string): boolean {
  if (!url.includes('%')) return true;
  try {
    return decodeURIComponent(url) !== '';
  } catch {
    return false;
  }
}

const validation = () =>
  new RememberingValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: false,
    validationError: { target: true, value: true },
    exceptionFactory: refusalOf,
    validatorPackage: { validate },
    transformerPackage: { plainToInstance, classToPlain: instanceToPlain },
  });
