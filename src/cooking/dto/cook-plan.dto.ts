import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsNumber, IsString, Matches, MaxLength } from 'class-validator';
import { SHAPES, START_STATES, type CookPlan, type Shape, type StartState } from '../../safety/cook-plan.js';
import { celsius, millimetres, minutes } from '../../shared/units.js';
import type { StatedFields } from '../start/stated-facts.js';
import { OptionalField } from './optional-field.decorator.js';
import { REQUEST_ID } from './request-id.js';

const NUMBER = { allowNaN: false, allowInfinity: false };

/** What to cook and who will eat it. The form is checked here; the safety engine decides whether the plan is safe. */
export abstract class CookPlanDto {
  /**
   * Temperature of the water in °C, never °F.
   * @example 65
   */
  @ApiProperty()
  @IsNumber(NUMBER)
  temperature_celsius!: number;

  /**
   * Whole minutes, 1 to 5999, that the food is held once the water has reached the temperature; heating up is extra.
   * @example 90
   */
  @ApiProperty({ type: 'integer' })
  @IsInt()
  time_minutes!: number;

  /**
   * The food in plain words, as precise as the user was: "chicken breast", "ground beef". Left out or not understood, it is judged strictly.
   * @example 'chicken breast'
   */
  @OptionalField()
  @IsString()
  @MaxLength(64)
  food_type?: string;

  /**
   * The thickest point of the food in mm, 5 to 150. Ask the user for it. Whole birds, joints and large roasts need it. A thickness in food_type counts only where it is the thicker one.
   * @example 35
   */
  @OptionalField()
  @IsNumber(NUMBER)
  thickness_mm?: number;

  /**
   * Shape of the piece: slab, portion, cylinder, cube or sphere.
   * @example 'portion'
   */
  @OptionalField()
  @IsIn(SHAPES)
  shape?: Shape;

  /**
   * Where the food comes from: refrigerated (default), room or frozen.
   * @example 'refrigerated'
   */
  @OptionalField()
  @IsIn(START_STATES)
  start_state?: StartState;

  /**
   * True when someone pregnant, under 5, over 65 or immunocompromised will eat it.
   * @example false
   */
  @OptionalField()
  @IsBoolean()
  vulnerable_consumers?: boolean;

  /**
   * The cooker, as GET /devices lists it; needed only when the account has several.
   */
  @OptionalField()
  @IsString()
  @MaxLength(128)
  device_id?: string;

  /**
   * Your own name for this request, 1 to 64 printable characters, new for every cook: repeating the request with it never starts a second cook. It is refused once that cook is over.
   */
  @OptionalField(REQUEST_ID.length)
  @Matches(REQUEST_ID.pattern, { message: REQUEST_ID.message })
  request_id?: string;

  toPlan(): CookPlan {
    return {
      target: celsius(this.temperature_celsius),
      hold: minutes(this.time_minutes),
      food: this.food_type,
      thickness: this.thickness_mm === undefined ? undefined : millimetres(this.thickness_mm),
      shape: this.shape,
      startState: this.start_state ?? 'refrigerated',
      vulnerableConsumers: this.vulnerable_consumers ?? false,
    };
  }

  /** The fields whose absence means something other than their default. */
  statedFields(): StatedFields {
    return {
      startState: this.start_state ?? undefined,
      vulnerable: this.vulnerable_consumers ?? undefined,
    };
  }
}
