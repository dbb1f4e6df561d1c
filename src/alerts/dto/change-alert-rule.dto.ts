import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsNumber,
  IsString,
  Matches,
  MaxLength,
} from 'class-validator';
import { OptionalField } from '../../cooking/dto/optional-field.decorator.js';
import { SEVERITIES, type Severity } from '../rules/alert-rule.js';
import { IsQuietHours, NullableField, WholeIn } from './alert-rule-fields.js';
import { QuietHoursDto } from './alert-rule.dto.js';
import {
  CHANNEL_NAME,
  ESCALATE_AFTER,
  FOR_SECONDS,
  LONGEST_NAME,
  MOST_CHANNELS,
  NAME,
} from './make-alert-rule.dto.js';

const NUMBER = { allowNaN: false, allowInfinity: false };

/** What is changed about a rule; what is left out stays as it is. What a rule watches never changes: make another rule. */
export class ChangeAlertRuleDto {
  /**
   * Whether it is used.
   * @example false
   */
  @OptionalField()
  @IsBoolean()
  enabled?: boolean;

  /** What it is called, at most 60 characters. */
  @OptionalField({ minLength: 1, maxLength: LONGEST_NAME })
  @IsString()
  @MaxLength(LONGEST_NAME)
  @Matches(NAME.pattern, NAME)
  name?: string;

  /** It holds above this number, in the unit of the fact, and no longer below one. */
  @OptionalField()
  @IsNumber(NUMBER)
  above?: number;

  /** It holds below this number, in the unit of the fact, and no longer above one. */
  @OptionalField()
  @IsNumber(NUMBER)
  below?: number;

  /** How far beyond the limit the number must return before the alert ends, in the unit of the fact. */
  @OptionalField({ minimum: 0 })
  @IsNumber(NUMBER)
  clear_by?: number;

  /** How many seconds it must hold without a pause before the alert fires, 0 to 86400. */
  @OptionalField({ type: 'integer', ...FOR_SECONDS })
  @WholeIn(FOR_SECONDS)
  for_seconds?: number;

  /** How much its alerts matter. */
  @OptionalField({ enum: SEVERITIES })
  @IsIn(SEVERITIES)
  severity?: Severity;

  /** The hours in which it sends nothing; null for none. A safety rule has none. */
  @NullableField({ type: () => QuietHoursDto })
  @IsQuietHours()
  quiet_hours?: QuietHoursDto | null;

  /** Minutes without an acknowledgement after which the next channel is tried too, 1 to 1440; null for never. */
  @NullableField({ type: 'integer', ...ESCALATE_AFTER })
  @WholeIn(ESCALATE_AFTER)
  escalate_after_minutes?: number | null;

  /** The names of its channels in their order; null for all that are set up. */
  @NullableField({ type: [String], minItems: 1, maxItems: MOST_CHANNELS })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_CHANNELS)
  @ArrayUnique()
  @Matches(CHANNEL_NAME.pattern, { each: true, message: CHANNEL_NAME.message })
  channels?: string[] | null;

  /** Whether the end of an alert is sent as well. */
  @OptionalField()
  @IsBoolean()
  sends_resolved?: boolean;
}
