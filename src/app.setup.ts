import { ModuleRef, Reflector } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { plainToInstance, instanceToPlain } from 'class-transformer';
import { useContainer, validate } from 'class-validator';
import type { NextFunction, Request, Response } from 'express';
import { BodyGuard } from './http/body.guard.js';
import type { Environment } from './config/environment.js';
import { NestValidatorContainer } from './http/nest-validator-container.js';
import { setUpDocuments } from './documents/set-up-documents.js';
import { InvalidRequestError } from './http/http-errors.js';
import { ErrorFilter } from './http/error.filter.js';
import { ReservedNamesPipe } from './http/reserved-names.pipe.js';
import { QueryGuard } from './http/query.guard.js';
import { toInvalidRequest } from './http/validation-errors.js';
import { rememberedQueries } from './http/remembered-queries.js';
import { RememberingValidationPipe } from './http/remembering-validation.pipe.js';
import { unsafeCookIn } from './safety/validators/is-safe.validator.js';
import { Clock } from './shared/clock.js';

/** Options that every application of ours is created with: bodies are read by `BodyGuard`. */
export const APP_OPTIONS = { bodyParser: false } as const;

/** Gives the application its manners. The tests call it too, so that the tested application is the shipped one. */
export function configureApp(app: NestExpressApplication, environment: Environment): void {
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', rememberedQueries());
  app.use(assertAddress);
  app.useGlobalGuards(new QueryGuard(app.get(Reflector)), new BodyGuard(app.get(Reflector), app.get(Clock)));
  app.useGlobalPipes(new ReservedNamesPipe(), validation());
  app.useGlobalFilters(new ErrorFilter());
  useContainer(new NestValidatorContainer(app.get(ModuleRef)));
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
    exceptionFactory: (errors) => toInvalidRequest(errors, unsafeCookIn),
    validatorPackage: { validate },
    transformerPackage: { plainToInstance, classToPlain: instanceToPlain },
  });
