import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { applyDecorators } from '@nestjs/common';
import { ValidateIf } from 'class-validator';

/**
 * The field may be left out. Unlike `IsOptional` it refuses null, which the documents do not offer.
 * @param documented what the documents say beyond the docstring and the validators
 */
export const OptionalField = (documented: ApiPropertyOptions = {}) =>
  applyDecorators(
    ApiPropertyOptional(documented),
    ValidateIf((_body, value) => value !== undefined),
  );
