import { instanceToPlain, plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { CachingValidationPipe } from './caching-validation.pipe.js';
import { toInvalidRequest } from './validation-errors.js';

/** The pipe that validates every body, query and argument by the class of its fields. */
export const validationPipe = (): CachingValidationPipe =>
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
