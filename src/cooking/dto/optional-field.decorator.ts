import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateIf } from 'class-validator';

/** Whether a value says something: null and an empty text stand for a field that was left out. */
export const isStated = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/**
 * The field may be left out, in a body as in a query. Clients that must send every field send null or an empty text
 * instead. The documents do not offer null, since importers of actions do not understand a choice of types.
 * @param documented what the documents say beyond the docstring and the validators
 */
export const OptionalField = (documented: ApiPropertyOptions = {}) =>
  applyDecorators(
    ApiPropertyOptional(documented),
    Transform(({ value }: { value: unknown }) => (isStated(value) ? value : undefined)),
    ValidateIf((_body, value) => value !== undefined),
  );
