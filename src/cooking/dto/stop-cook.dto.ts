import { IsString, Matches, MaxLength } from 'class-validator';
import { OptionalField } from './optional-field.decorator.js';
import { REQUEST_ID } from './request-id.js';

/** The longest name or identity that is looked up, in characters. */
export const LONGEST_ID = 128;

/** What to stop; the whole body may be left out. It is documented here, and read by `toStopRequest`, which refuses nothing. */
export class StopCookDto {
  /**
   * The cooker by its device_id or its name; needed only when several are cooking. What names none is left out of account.
   */
  @OptionalField()
  @IsString()
  @MaxLength(LONGEST_ID)
  device_id?: string;

  /**
   * The cook to stop, instead of a cooker. One that is over is left out of account.
   */
  @OptionalField()
  @IsString()
  @MaxLength(LONGEST_ID)
  cook_id?: string;

  /**
   * Your own name for this call, 1 to 64 printable characters: a repetition within 2 minutes gets the same answer while the cooker stays idle.
   */
  @OptionalField(REQUEST_ID.length)
  @Matches(REQUEST_ID.pattern, { message: REQUEST_ID.message })
  request_id?: string;
}
