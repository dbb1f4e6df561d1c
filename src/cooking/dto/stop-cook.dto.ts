import { IsString, Matches, MaxLength } from 'class-validator';
import { OptionalField } from './optional-field.decorator.js';
import { REQUEST_ID } from './request-id.js';

/** What to stop; the whole body may be left out. */
export class StopCookDto {
  /**
   * The cooker, as GET /devices lists it; needed only when several are cooking.
   * @example 'kP3vXw9TqLz0aB7cR5mNdE'
   */
  @OptionalField()
  @IsString()
  @MaxLength(128)
  device_id?: string;

  /**
   * Your own name for this call, 1 to 64 printable characters: repeating the call with it gets the same answer.
   * @example 'stop-dinner-1'
   */
  @OptionalField(REQUEST_ID.length)
  @Matches(REQUEST_ID.pattern, { message: REQUEST_ID.message })
  request_id?: string;
}
