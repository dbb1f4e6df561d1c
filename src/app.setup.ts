import { ModuleRef } from '@nestjs/core';
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
import { refusalOf } from './refusal.js';
import { RememberingValidationPipe } from './remembering-validation.pipe.js';
import { securityHeaders } from './security-headers.js';

/** Options that every application of ours is created with: bodies are read by `BodyGuard`. */
export const APP_OPTIONS = { bodyParser: false } as const;

/** Gives the application its manners. The tests call it too, so that the tested application is the shipped one. */
export function setUpApp(app: NestExpressApplication, environment: Environment): void {
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(greeting());
  app.useGlobalGuards(new BodyGuard());
  app.useGlobalPipes(new KnownFieldsPipe(), validation());
  app.useGlobalFilters(new KitchenErrorFilter());
  useContainer(new ConstraintContainer(app.get(ModuleRef)));
  setUpDocuments(app, environment);
}

/** Runs before every route: adds the headers that every answer has, and refuses what is no address. */
function greeting() {
  const headers = Object.entries(securityHeaders());
  return (request: Request, response: Response, next: NextFunction): void => {
    for (const [name, value] of headers) response.setHeader(name, value);
    if (!isDecodable(request.url)) throw new InvalidRequestError('The address is not encoded correctly.');
    next();
  };
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
