import { IsString, Matches, MaxLength } from 'class-validator';
import { OptionalField } from './optional-field.decorator.js';
import { REQUEST_ID } from './request-id.js';

/** The longest name or id that is looked up, in characters. */
export const LONGEST_ID = 128;

/** What to stop; the whole body may be left out. `toStopRequest` reads it and refuses nothing; this class documents it. */
export class StopCookDto {
  /**
   * The cooker by its device_id or its name; needed only when several are cooking. A name that matches none is ignored.
   */
  @OptionalField()
  @IsString()
  @MaxLength(LONGEST_ID)
  device_id?: string;

  /**
   * The cook to stop, instead of a cooker. A cook that is over is ignored.
   */
  @OptionalField()
  @IsString()
  @MaxLength(LONGEST_ID)
  cook_id?: string;

  /**
   * Your own name for this request, 1 to 64 printable characters: a repetition within 2 minutes gets the same response while the cooker stays idle.
   */
  @OptionalField(REQUEST_ID.length)
  @Matches(REQUEST_ID.pattern, { message: REQUEST_ID.message })
  request_id?: string;
}
