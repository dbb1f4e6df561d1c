import { ApiProperty } from '@nestjs/swagger';
import { AlertDto } from '../../alerts/dto/alert.dto.js';
import { ApprovalDto } from '../../cooking/dto/approval.dto.js';
import { StatusDto } from '../../cooking/dto/status.dto.js';
import { ThermometerDto } from '../../thermometers/dto/thermometers.dto.js';

/** The data of the event `reset`: everything that a client needs to begin. */
export class ResetEventDto {
  /** The status of each cooker; empty where `types` leaves statuses out, and before the cloud has listed the cookers. */
  status!: StatusDto[];

  /** The approvals that wait for the owner or whose start is in progress, as far as the client may see them. */
  approvals!: ApprovalDto[];

  /** The thermometers with their probes; empty where `types` leaves them out. */
  thermometers!: ThermometerDto[];

  /** The alerts that are not over, as far as the client may see them; empty where `types` leaves them out. */
  alerts!: AlertDto[];
}

/** The data of the event `reading`: one point of a curve. */
export class ReadingEventDto {
  /**
   * The cooker.
   * @example 'kP3vXw9TqLz0aB7cR5mNdE'
   */
  device_id!: string;

  /**
   * The cook that is on; null when nothing cooks.
   * @example '5f0c1d0e-7c1b-4a52-9f5e-2b6b1b8f4c11'
   */
  cook_id!: string | null;

  /**
   * When the water was measured.
   * @example '2026-11-20T12:03:00Z'
   */
  @ApiProperty({ format: 'date-time' })
  at!: string;

  /**
   * Water temperature in °C; null when it is not known.
   * @example 64.8
   */
  water_temp_celsius!: number | null;

  /**
   * Setpoint in °C; null when it was never reported.
   * @example 65
   */
  target_temp_celsius!: number | null;

  /**
   * What the cooker was doing, as in the status.
   * @example 'cooking'
   */
  @ApiProperty({
    enum: ['idle', 'preheating', 'cooking', 'done', 'holding', 'ice_bath', 'fault', 'unknown'],
  })
  state!: StatusDto['state'];
}

/** The data of the event `cook`: a cook of the history has changed. */
export class CookEventDto {
  /**
   * The cook.
   * @example '5f0c1d0e-7c1b-4a52-9f5e-2b6b1b8f4c11'
   */
  cook_id!: string;

  /**
   * The cooker.
   * @example 'kP3vXw9TqLz0aB7cR5mNdE'
   */
  device_id!: string;

  /**
   * Whether it started, its temperature or time was changed, or it ended.
   * @example 'started'
   */
  @ApiProperty({ enum: ['started', 'changed', 'ended'] })
  change!: 'started' | 'changed' | 'ended';
}

/** The data of the event `busy`: there is no stream now. */
export class BusyEventDto {
  /**
   * Why, as a sentence.
   * @example 'Too many clients watch already. Try again in 15 seconds.'
   */
  message!: string;

  /**
   * When to try again.
   * @example 15
   */
  retry_after_seconds!: number;
}
