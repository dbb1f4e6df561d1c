import { ApiProperty } from '@nestjs/swagger';
import { CurrentSafetyDto } from './status.dto.js';

/** A cook that was stopped (200, shown by the cooker's own state) or whose stop the cloud accepted (202, not shown yet). */
export class StoppedCookDto {
  /**
   * `stopped` once the cooker's own state shows it; `accepted` when only the cloud has confirmed it.
   * @example 'stopped'
   */
  @ApiProperty({ enum: ['stopped', 'accepted'] })
  status!: 'stopped' | 'accepted';

  /**
   * Whether the cooker's own state shows that it stopped.
   * @example true
   */
  verified!: boolean;

  /**
   * Water temperature at the end in °C; null when it is not known.
   * @example 64.9
   */
  final_temp_celsius!: number | null;

  /**
   * Whole minutes since the start, preheating included; null when the start was not seen.
   * @example 85
   */
  total_time_minutes!: number | null;

  /**
   * Whole minutes that the timer had run; null when it had none.
   * @example 70
   */
  time_elapsed_minutes!: number | null;

  /**
   * Id of the cook; null when no cook was known.
   * @example '5f0c1d0e-7c1b-4a52-9f5e-2b6b1b8f4c11'
   */
  cook_id!: string | null;

  /**
   * The cooker.
   * @example 'kP3vXw9TqLz0aB7cR5mNdE'
   */
  device_id!: string;

  /** What the safety engine says about the cook as it ended, with the fields of safety in getStatus; null when no cook was known. */
  safety!: CurrentSafetyDto | null;

  /**
   * Which parts of the request were ignored, and which other cooker still runs; pass it on.
   * @example []
   */
  warnings!: string[];

  /**
   * One or two sentences that may be read out.
   * @example 'Stopped early: 70 of 90 minutes done, the water was 64.9 °C.'
   */
  summary!: string;
}
