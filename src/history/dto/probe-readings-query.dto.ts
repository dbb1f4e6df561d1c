import { Transform } from 'class-transformer';
import { IsIn, ValidateBy } from 'class-validator';
import { OptionalField } from '../../cooking/dto/optional-field.decorator.js';
import { FORMATS, type Format } from './readings-query.dto.js';
import { WholeNumber } from '../../cooking/dto/whole-number.decorator.js';

/** The most points of one response. */
export const MOST_PROBE_POINTS = 2_000;

/** ISO 8601 with a time of day and an offset: https://www.rfc-editor.org/rfc/rfc3339#section-5.6 */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

const isInstant = (value: unknown): boolean =>
  typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value));

/** An instant of a query that may be left out. A plus sign that was not escaped arrives as a blank. */
const OptionalInstant = () => (target: object, property: string) => {
  OptionalField({ format: 'date-time' })(target, property);
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.replace(' ', '+') : value))(
    target,
    property,
  );
  ValidateBy(
    { name: 'instant', validator: { validate: isInstant } },
    { message: '$property must be an instant with its offset, such as 2026-11-20T12:00:00Z' },
  )(target, property);
};

/** Which readings of a probe, and how many points. */
export class ProbeReadingsQueryDto {
  /**
   * From when on, with its offset; left out: a day before `to`.
   * @example '2026-11-20T12:00:00Z'
   */
  @OptionalInstant()
  from?: string;

  /**
   * Until before when, with its offset; left out: now.
   * @example '2026-11-20T18:00:00Z'
   */
  @OptionalInstant()
  to?: string;

  /**
   * How many points about at most, 2 to 2000. Left out: 300, as CSV every reading.
   * @example 300
   */
  @WholeNumber({ minimum: 2, maximum: MOST_PROBE_POINTS })
  points?: number;

  /**
   * json or csv; left out, the header Accept decides.
   * @example 'json'
   */
  @OptionalField({ enum: FORMATS })
  @IsIn(FORMATS)
  format?: Format;
}
