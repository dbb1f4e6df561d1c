import { ApiProperty } from '@nestjs/swagger';
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
import { REQUEST_ID } from '../../cooking/dto/request-id.js';
import { FACT_NAMES, THING_KINDS, type FactName, type ThingKind } from '../facts/observation.js';
import { SEVERITIES, type Severity } from '../rules/alert-rule.js';
import { IsQuietHours, WholeIn } from './alert-rule-fields.js';
import { QuietHoursDto } from './alert-rule.dto.js';

const NUMBER = { allowNaN: false, allowInfinity: false };
/** The longest name of a rule, in characters: what a title of a notification shows. */
export const LONGEST_NAME = 60;
/** The most channels that a rule names. */
export const MOST_CHANNELS = 10;
/** The longest id of a cooker, a probe or a thermometer, in characters. */
const LONGEST_ID = 128;
/** The longest "for at least": a day. */
export const FOR_SECONDS = { minimum: 0, maximum: 86_400 };
/** A day, too. */
export const ESCALATE_AFTER = { minimum: 1, maximum: 1_440 };
/** At least one letter that is seen, and no control characters. */
export const NAME = {
  pattern: /^(?=.*\S)[^\p{C}]*$/u,
  message: '$property must be a few words without control characters',
};
/** Names of channels. */
export const CHANNEL_NAME = {
  pattern: /^[a-z0-9-]{1,40}$/,
  message: '$property must hold the names of channels, as GET /alert-channels lists them',
};

/** A rule to be made. The form is checked here; whether it can ever fire and end is checked after. */
export class MakeAlertRuleDto {
  /**
   * What it is called, at most 60 characters.
   * @example 'Grill too hot'
   */
  @ApiProperty({ minLength: 1, maxLength: LONGEST_NAME })
  @IsString()
  @MaxLength(LONGEST_NAME)
  @Matches(NAME.pattern, NAME)
  name!: string;

  /**
   * What it watches: a number, with above or below, or something that is true or false.
   * @example 'probe_celsius'
   */
  @ApiProperty({ enum: FACT_NAMES })
  @IsIn(FACT_NAMES)
  fact!: FactName;

  /**
   * It holds above this number, in the unit of the fact.
   * @example 130
   */
  @OptionalField()
  @IsNumber(NUMBER)
  above?: number;

  /** It holds below this number, in the unit of the fact. */
  @OptionalField()
  @IsNumber(NUMBER)
  below?: number;

  /**
   * How far beyond the limit the number must return before the alert ends, in the unit of the fact; a little when left out.
   * @example 3
   */
  @OptionalField({ minimum: 0 })
  @IsNumber(NUMBER)
  clear_by?: number;

  /** What it watches; needed only where several kinds have the fact. */
  @OptionalField({ enum: THING_KINDS })
  @IsIn(THING_KINDS)
  thing_kind?: ThingKind;

  /**
   * The only cooker, probe or thermometer that it watches; all of them when left out.
   * @example 'thermoworks-a1b2c3d4-1'
   */
  @OptionalField()
  @IsString()
  @MaxLength(LONGEST_ID)
  thing_id?: string;

  /**
   * How many seconds it must hold without a pause before the alert fires, 0 to 86400; 0 when left out.
   * @example 60
   */
  @OptionalField({ type: 'integer', ...FOR_SECONDS })
  @WholeIn(FOR_SECONDS)
  for_seconds?: number;

  /** How much its alerts matter; warning when left out. */
  @OptionalField({ enum: SEVERITIES })
  @IsIn(SEVERITIES)
  severity?: Severity;

  /** The hours in which it sends nothing; none when left out. A safety rule has none. */
  @OptionalField({ type: () => QuietHoursDto })
  @IsQuietHours()
  quiet_hours?: QuietHoursDto;

  /**
   * Minutes without an acknowledgement after which the next channel is tried too, 1 to 1440; never when left out.
   * @example 15
   */
  @OptionalField({ type: 'integer', ...ESCALATE_AFTER })
  @WholeIn(ESCALATE_AFTER)
  escalate_after_minutes?: number;

  /** The names of its channels in their order; all that are set up when left out. */
  @OptionalField({ type: [String], minItems: 1, maxItems: MOST_CHANNELS })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_CHANNELS)
  @ArrayUnique()
  @Matches(CHANNEL_NAME.pattern, { each: true, message: CHANNEL_NAME.message })
  channels?: string[];

  /** Whether the end of an alert is sent as well; true when left out. */
  @OptionalField()
  @IsBoolean()
  sends_resolved?: boolean;

  /** Whether it is used at once; true when left out. */
  @OptionalField()
  @IsBoolean()
  enabled?: boolean;

  /** Whether it is a safety rule, which only the owner can make; false when left out. */
  @OptionalField()
  @IsBoolean()
  is_safety?: boolean;

  /** Your own name for this request, 1 to 64 printable characters: repeating the request with it within 24 hours never makes a second rule. */
  @OptionalField(REQUEST_ID.length)
  @Matches(REQUEST_ID.pattern, { message: REQUEST_ID.message })
  request_id?: string;
}
