import { IsIn } from 'class-validator';
import { OptionalField } from '../../cooking/dto/optional-field.decorator.js';
import { FEWEST_POINTS } from '../down-sample.js';
import { WholeNumber } from '../../cooking/dto/whole-number.decorator.js';

/** The formats of readings. */
export const FORMATS = ['json', 'csv'] as const;
export type Format = (typeof FORMATS)[number];
/** The most readings that one response holds, by its format. */
export const MOST_POINTS: Readonly<Record<Format, number>> = { json: 5_000, csv: 100_000 };

/** In which format, and how many readings. */
export class ReadingsQueryDto {
  /**
   * How many readings at most, 4 to 5000, as CSV to 100000; the peaks survive. Left out: 56, as CSV all.
   * @example 56
   */
  @WholeNumber({ minimum: FEWEST_POINTS, maximum: MOST_POINTS.csv })
  points?: number;

  /**
   * json or csv; left out, the header Accept decides.
   * @example 'json'
   */
  @OptionalField({ enum: FORMATS })
  @IsIn(FORMATS)
  format?: Format;
}
