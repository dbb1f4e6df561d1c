import { applyDecorators, type Type } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse } from '@nestjs/swagger';

/**
 * Route decorator: documents the responses of a route that succeeds.
 * @param done what 200 means
 * @param taken what 202 means, where the route can send it
 */
export const DocumentedResponse = (type: Type, done: string, taken?: string) =>
  applyDecorators(
    ApiOkResponse({ type, description: done }),
    ...(taken === undefined ? [] : [ApiAcceptedResponse({ type, description: taken })]),
  );
