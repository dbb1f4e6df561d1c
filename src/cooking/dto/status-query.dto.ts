import { IsString, MaxLength } from 'class-validator';
import { OptionalField } from './optional-field.decorator.js';

/** Chooses the cooker of a status. */
export class StatusQueryDto {
  /**
   * The cooker, as GET /devices lists it; needed only when the account has several.
   */
  @OptionalField()
  @IsString()
  @MaxLength(128)
  device_id?: string;
}
