import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { OptionalField } from './optional-field.decorator.js';

interface Range {
  readonly minimum: number;
  readonly maximum: number;
  /** What is taken when the field is left out, if that is always the same. */
  readonly default?: number;
}

// A number in an address is a text; what is none stays as it is, and is refused.
const asNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;

/** A whole number of a query that may be left out; one sentence says when it is out of range. */
export const WholeNumber = (range: Range) => {
  const { minimum, maximum } = range;
  const validate = (value: unknown): boolean =>
    typeof value === 'number' && value >= minimum && value <= maximum;
  return applyDecorators(
    OptionalField({ type: 'integer', ...range }),
    Transform(({ value }) => asNumber(value)),
    ValidateBy(
      { name: 'wholeNumber', validator: { validate } },
      { message: `$property must be a whole number from ${minimum} to ${maximum}` },
    ),
  );
};
