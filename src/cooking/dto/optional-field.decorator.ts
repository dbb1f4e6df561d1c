import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateIf } from 'class-validator';

/** Whether a value was given: null and an empty text count as left out. */
export const isStated = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/**
 * Marks a field that may be left out, in a body as in a query. Clients that must send every field send null or an empty
 * text instead. The documents do not offer null, because importers of actions do not support a choice of types.
 * @param documented what the documents contain in addition to the docstring and the validators
 */
export const OptionalField = (documented: ApiPropertyOptions = {}) =>
  applyDecorators(
    ApiPropertyOptional(documented),
    Transform(({ value }: { value: unknown }) => (isStated(value) ? value : undefined)),
    ValidateIf((_body, value) => value !== undefined),
  );
