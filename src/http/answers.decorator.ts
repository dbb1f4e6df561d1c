import { applyDecorators, type Type } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse } from '@nestjs/swagger';

/**
 * Documents what a route answers when all goes well.
 * @param done what 200 means
 * @param taken what 202 means, where the route can answer so
 */
export const Answers = (type: Type, done: string, taken?: string) =>
  applyDecorators(
    ApiOkResponse({ type, description: done }),
    ...(taken === undefined ? [] : [ApiAcceptedResponse({ type, description: taken })]),
  );
