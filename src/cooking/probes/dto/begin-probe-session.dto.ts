import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsISO8601,
  IsNumber,
  IsString,
  Matches,
  MaxLength,
} from 'class-validator';
import { OptionalField } from '../../dto/optional-field.decorator.js';
import { REQUEST_ID } from '../../dto/request-id.js';
import { LONGEST_ID } from '../../dto/stop-cook.dto.js';

/** The most probes in a food beside the first: as many as a stick has sensors. */
const MOST_OTHERS = 7;
const NUMBER = { allowNaN: false, allowInfinity: false };

/** Which probe is in which food. The form is checked here; the safety engine decides whether the target is safe. */
export class BeginProbeSessionDto {
  /**
   * The probe in the thickest part of the food, as GET /thermometers lists it.
   * @example 'thermoworks-a1b2c3d4-1'
   */
  @ApiProperty()
  @IsString()
  @MaxLength(LONGEST_ID)
  probe_id!: string;

  /**
   * More probes in the same piece of food, at most 7. The coldest of them all is its core, so all of them must work.
   * @example []
   */
  @OptionalField({ maxItems: MOST_OTHERS })
  @IsArray()
  @ArrayMaxSize(MOST_OTHERS)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(LONGEST_ID, { each: true })
  other_probe_ids?: string[];

  /**
   * The food in plain words, as precise as the user was: "chicken breast", "ground beef". Not understood, it is judged strictly.
   * @example 'chicken thighs'
   */
  @ApiProperty()
  @IsString()
  @MaxLength(64)
  food_type!: string;

  /**
   * The thickest point of the food in mm, 5 to 150, where it is known.
   * @example 40
   */
  @OptionalField()
  @IsNumber(NUMBER)
  thickness_mm?: number;

  /**
   * The core temperature in °C that the user wants to reach; the forecast is about it. Below the limit of the food it is refused.
   * @example 74
   */
  @OptionalField()
  @IsNumber(NUMBER)
  target_core_celsius?: number;

  /**
   * When the food went on the heat, with the offset to UTC; default now. Only what the probe measured since then counts.
   * @example '2026-11-20T15:20:00Z'
   */
  @OptionalField({ format: 'date-time' })
  @IsISO8601({ strict: true })
  started_at?: string;

  /**
   * The sous vide cook that the food is in, as GET /cooks lists it; left out for a grill, oven or smoker.
   */
  @OptionalField()
  @IsString()
  @MaxLength(LONGEST_ID)
  cook_id?: string;

  /**
   * True when someone pregnant, under 5, over 65 or immunocompromised will eat it.
   * @example false
   */
  @OptionalField()
  @IsBoolean()
  vulnerable_consumers?: boolean;

  /**
   * Your own name for this request, 1 to 64 printable characters: repeating the request with it within 24 hours never begins a second session.
   */
  @OptionalField(REQUEST_ID.length)
  @Matches(REQUEST_ID.pattern, { message: REQUEST_ID.message })
  request_id?: string;
}
