import { IsIn, ValidateBy } from 'class-validator';
import { OptionalField } from '../../cooking/dto/optional-field.decorator.js';
import { WholeNumber } from '../../cooking/dto/whole-number.decorator.js';
import { fromAlertCursor } from '../api/alert-cursor.js';

/** How many alerts a page holds by default. */
export const USUAL_LIMIT = 20;
/** How many deliveries the log shows by default. */
export const USUAL_DELIVERIES = 50;
const STATES = ['open', 'all'] as const;

/** Which page of the alerts. */
export class AlertsQueryDto {
  /**
   * open: those that are not over, which is the default. all: those of the past too.
   * @example 'open'
   */
  @OptionalField({ enum: STATES })
  @IsIn(STATES)
  state?: (typeof STATES)[number];

  /**
   * How many alerts at most, 1 to 100; 20 when left out.
   * @example 20
   */
  @WholeNumber({ minimum: 1, maximum: 100, default: USUAL_LIMIT })
  limit?: number;

  /** next_cursor of the page before; left out for the newest. */
  @OptionalField({ maxLength: 120 })
  @ValidateBy(
    { name: 'cursor', validator: { validate: (value) => fromAlertCursor(value) !== undefined } },
    { message: '$property must be the next_cursor of an earlier page, word for word' },
  )
  cursor?: string;
}

/** How much of the delivery log. */
export class AlertDeliveriesQueryDto {
  /**
   * How many deliveries at most, 1 to 200; 50 when left out.
   * @example 50
   */
  @WholeNumber({ minimum: 1, maximum: 200, default: USUAL_DELIVERIES })
  limit?: number;
}
