import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { OptionalField } from '../../../cooking/dto/optional-field.decorator.js';

/** A probe that is pushed by a key. */
export class OwnerProbeDto {
  /**
   * Identity of the probe.
   * @example 'garage-smoker-1'
   */
  probe_id!: string;

  /**
   * The newest reading in °C; null when there is none.
   * @example 61.5
   */
  temperature_celsius!: number | null;

  /**
   * Seconds since it was measured.
   * @example 12.4
   */
  reading_age_seconds!: number | null;

  /**
   * The state of the probe.
   * @example 'ok'
   */
  @ApiProperty({ enum: ['ok', 'no_reading', 'silent', 'lost', 'dead'] })
  state!: 'ok' | 'no_reading' | 'silent' | 'lost' | 'dead';

  /**
   * Whether its readings may count for a verdict.
   * @example false
   */
  trusted!: boolean;

  /**
   * The key that it belongs to.
   * @example 'garage'
   */
  pushed_by!: string;

  /**
   * Another key that pushes it too, and is refused; null when there is none.
   * @example null
   */
  claimed_by!: string | null;

  /**
   * How often it gave two values for one instant since the server started; the first stood.
   * @example 0
   */
  contradictions!: number;
}

/** The probes that keys push. */
export class OwnerProbesDto {
  /** Every one, whether it is trusted or not. */
  probes!: OwnerProbeDto[];
}

/** Whose a trusted probe is. */
export class TrustProbeDto {
  /** The key that it is to belong to; needed only where two push it. */
  @OptionalField()
  @IsString()
  @MaxLength(128)
  pushed_by?: string;
}
