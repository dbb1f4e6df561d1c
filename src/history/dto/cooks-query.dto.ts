import { ValidateBy } from 'class-validator';
import { OptionalField } from '../../cooking/dto/optional-field.decorator.js';
import { fromCursor } from '../page-cursor.js';
import { WholeNumber } from '../../cooking/dto/whole-number.decorator.js';

/** How many cooks a page holds by default. */
export const USUAL_LIMIT = 20;

/** Which page of the cooks. */
export class CooksQueryDto {
  /**
   * How many cooks at most, 1 to 100; 20 when left out.
   * @example 20
   */
  @WholeNumber({ minimum: 1, maximum: 100, default: USUAL_LIMIT })
  limit?: number;

  /**
   * next_cursor of the page before; left out for the newest.
   */
  @OptionalField({ maxLength: 120 })
  @ValidateBy(
    { name: 'cursor', validator: { validate: (value) => fromCursor(value) !== undefined } },
    { message: '$property must be the next_cursor of an earlier page, word for word' },
  )
  cursor?: string;
}
