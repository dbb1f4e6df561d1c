import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { ValidateBy, ValidateIf } from 'class-validator';
import type { QuietHoursDto } from './alert-rule.dto.js';

/** Marks a field of a change that may be left out, which keeps what it was, or null, which removes it. */
export const NullableField = (documented: ApiPropertyOptions = {}) =>
  applyDecorators(
    ApiPropertyOptional({ ...documented, nullable: true }),
    ValidateIf((_body, value) => value !== undefined && value !== null),
  );

/** A whole number of a body within a range; one sentence says when it is not. */
export const WholeIn = ({ minimum, maximum }: { readonly minimum: number; readonly maximum: number }) =>
  ValidateBy(
    {
      name: 'isInt',
      validator: {
        validate: (value) => Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum,
      },
    },
    { message: `$property must be a whole number from ${minimum} to ${maximum}` },
  );

const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const isClock = (value: unknown): value is string => typeof value === 'string' && CLOCK.test(value);

/** Whether a value is quiet hours: two different times of a day, and nothing else. */
export function isQuietHours(value: unknown): value is QuietHoursDto {
  if (typeof value !== 'object' || value === null) return false;
  const { from, to, ...others } = value as Record<string, unknown>;
  return isClock(from) && isClock(to) && from !== to && Object.keys(others).length === 0;
}

/** Two different times of a day, by the clock of the server. */
export const IsQuietHours = () =>
  ValidateBy(
    { name: 'quietHours', validator: { validate: isQuietHours } },
    {
      message:
        '$property must hold from and to as HH:MM, two different times, such as {"from": "22:00", "to": "07:00"}',
    },
  );
