import { ApiProperty } from '@nestjs/swagger';
import { APPROVAL_STATES, type ApprovalState } from '../../approvals/approval.js';
import { SHAPES, START_STATES, type Shape, type StartState } from '../../safety/cook-plan.js';
import { VerdictDto } from './verdict.dto.js';

/** The exact plan that the owner is asked to approve, as the server understood it. */
export class ApprovalPlanDto {
  /**
   * Temperature of the water in °C.
   * @example 65
   */
  temperature_celsius!: number;

  /**
   * Minutes after the water has reached it.
   * @example 90
   */
  time_minutes!: number;

  /**
   * The food as it was named; left out when no food was named.
   * @example 'chicken breast'
   */
  food_type?: string;

  /**
   * The thickest point in mm; left out when it was neither sent nor remembered.
   * @example 35
   */
  thickness_mm?: number;

  /**
   * Shape of the piece; left out when it was not sent.
   * @example 'portion'
   */
  @ApiProperty({ enum: SHAPES })
  shape?: Shape;

  /**
   * Where the food comes from.
   * @example 'refrigerated'
   */
  @ApiProperty({ enum: START_STATES })
  start_state!: StartState;

  /**
   * Whether someone pregnant, under 5, over 65 or immunocompromised will eat it.
   * @example false
   */
  vulnerable_consumers!: boolean;

  /**
   * The cooker.
   * @example 'kP3vXw9TqLz0aB7cR5mNdE'
   */
  device_id!: string;

  /**
   * The cooker's name in the vendor's app.
   * @example 'Kitchen'
   */
  device_name!: string;
}

/** The fields that every response about an approval has. */
abstract class ApprovalFieldsDto {
  /**
   * Id of the approval, for GET /approvals/{approval_id}.
   * @example '0d9f2c34-6f0a-4a6b-9a51-3b1f5a1d7e22'
   */
  approval_id!: string;

  /**
   * The page on which the owner decides. It holds no secret: only the signed-in owner can approve there.
   * @example 'https://cooker.example.org/approvals/0d9f2c34-6f0a-4a6b-9a51-3b1f5a1d7e22/approve'
   */
  approve_url!: string;

  /**
   * Until when the owner can decide.
   * @example '2026-11-20T11:30:00Z'
   */
  @ApiProperty({ format: 'date-time' })
  expires_at!: string;

  /** The exact plan that the owner is asked to approve. */
  plan!: ApprovalPlanDto;

  /** The verdict on it. */
  safety!: VerdictDto;

  /**
   * One or two sentences that may be read out.
   * @example 'Chicken breast at 65 °C for 90 minutes is safe, and waits for the approval of the owner. Nothing has been started.'
   */
  summary!: string;
}

/** A start that waits for the approval of the owner (202). Nothing was sent to the cooker. */
export class ApprovalRequiredDto extends ApprovalFieldsDto {
  /**
   * Always `approval_required`.
   * @example 'approval_required'
   */
  @ApiProperty({ enum: ['approval_required'] })
  status!: 'approval_required';
}

/** The cook of an approved start. */
export class ApprovedStartDto {
  /**
   * Id of the cook.
   * @example '5f0c1d0e-7c1b-4a52-9f5e-2b6b1b8f4c11'
   */
  cook_id!: string;

  /**
   * The cooker.
   * @example 'kP3vXw9TqLz0aB7cR5mNdE'
   */
  device_id!: string;

  /**
   * The cooker's name in the vendor's app.
   * @example 'Kitchen'
   */
  device_name!: string;
}

/** An approval, and what became of it. */
export class ApprovalDto extends ApprovalFieldsDto {
  /**
   * `pending` until the owner decides. `approved`: the start is in progress. `started`: the cooker's own state showed the cook. `failed`: approved, and not started.
   * @example 'started'
   */
  @ApiProperty({ enum: APPROVAL_STATES })
  status!: ApprovalState;

  /** The cook; null unless the start was approved and did not fail. */
  cook!: ApprovedStartDto | null;

  /**
   * Why it failed or expired; otherwise null.
   * @example null
   */
  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;
}
