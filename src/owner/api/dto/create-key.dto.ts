import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsString,
  MaxLength,
  ValidateBy,
} from 'class-validator';
import { isDeviceId, isFreeName } from '../../../auth/named-key.js';
import { OptionalField } from '../../../cooking/dto/optional-field.decorator.js';
import { SCOPES, type Scope } from '../../../http/scopes.js';

/** Every scope that a key may have. */
const KEY_SCOPES = SCOPES.filter((scope) => scope !== 'owner');
/** The most cookers that a key is limited to; one that may use more needs no limit. */
const MOST_DEVICES = 20;

const isName = (value: unknown): boolean => typeof value === 'string' && isFreeName(value);
const isId = (value: unknown): boolean => typeof value === 'string' && isDeviceId(value);

/** A key to be made. */
export class CreateKeyDto {
  /**
   * 1 to 32 of a-z, 0-9 and -.
   * @example 'phone'
   */
  @ApiProperty({ minLength: 1, maxLength: 32 })
  @ValidateBy(
    { name: 'isFreeName', validator: { validate: isName } },
    { message: 'name must be 1 to 32 of a-z, 0-9 and -, and not default, owner or cli' },
  )
  name!: string;

  /** What it may do; everything that `API_KEY` may do when left out. */
  @OptionalField({ enum: KEY_SCOPES, isArray: true, example: ['status:read', 'cook:check'] })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(SCOPES.length)
  @IsIn(KEY_SCOPES, { each: true })
  scopes?: Scope[];

  /** The cookers that it may see and use, by device_id; all of them when left out. */
  @OptionalField({ type: [String] })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MOST_DEVICES)
  @ValidateBy(
    { name: 'isDeviceId', validator: { validate: isId } },
    { each: true, message: 'devices must hold the device_id of each cooker' },
  )
  devices?: string[];

  /**
   * When it ends: a date, or an instant of ISO 8601; never when left out.
   * @example '2027-01-31'
   */
  @OptionalField()
  @IsString()
  @MaxLength(32)
  expires_at?: string;

  /**
   * Whether each of its starts needs your approval.
   * @example true
   */
  @OptionalField()
  @IsBoolean()
  ask?: boolean;
}
