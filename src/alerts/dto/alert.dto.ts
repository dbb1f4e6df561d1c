import { ApiProperty } from '@nestjs/swagger';
import { THING_KINDS, type ThingKind } from '../facts/observation.js';
import { ALERT_STATES, RESOLVED_BY, type AlertState, type ResolvedBy } from '../lifecycle/alert.js';
import { SEVERITIES, type Severity } from '../rules/alert-rule.js';
import { AlertDeliveryDto } from './alert-delivery.dto.js';

/** What an alert is about. */
export class AlertThingDto {
  /** What it is. */
  @ApiProperty({ enum: THING_KINDS, example: 'cooker' })
  kind!: ThingKind;

  /**
   * Its id, stable over renames: the device_id, the probe_id, the thermometer_id or the approval_id. Null for an approval that somebody else asked for.
   * @example 'kP3vXw9TqLz0aB7cR5mNdE'
   */
  thing_id!: string | null;

  /**
   * Its name; foreign text that is shown, never read.
   * @example 'Patio'
   */
  name!: string;

  /**
   * The cooker that it belongs to, by its device_id; null for a thing of no cooker.
   * @example 'kP3vXw9TqLz0aB7cR5mNdE'
   */
  device_id!: string | null;
}

/** One alert of one rule about one thing. */
export class AlertDto {
  /**
   * Id of the alert.
   * @example '5f0c1d0e-7c1b-4a52-9f5e-2b6b1b8f4c11'
   */
  alert_id!: string;

  /**
   * The rule that made it.
   * @example 'low-water'
   */
  rule_id!: string;

  /**
   * The name of the rule when the alert began.
   * @example 'Low water'
   */
  rule_name!: string;

  /**
   * Whether it is about safety.
   * @example false
   */
  is_safety!: boolean;

  /** How much it matters. */
  @ApiProperty({ enum: SEVERITIES, example: 'critical' })
  severity!: Severity;

  /** pending: its condition holds, not yet for long enough. firing. acknowledged. resolved: it is over. */
  @ApiProperty({ enum: ALERT_STATES, example: 'firing' })
  state!: AlertState;

  /** What it is about. */
  thing!: AlertThingDto;

  /**
   * The last number that was observed, in the unit; null for a rule about something that is true or false, and when it is not known.
   * @example null
   */
  value!: number | null;

  /**
   * The unit of the value; null without one.
   * @example null
   */
  unit!: string | null;

  /**
   * When that was observed.
   * @example '2026-11-20T12:20:40Z'
   */
  @ApiProperty({ format: 'date-time' })
  observed_at!: string | null;

  /**
   * Seconds since then.
   * @example 1.3
   */
  observed_age_seconds!: number | null;

  /**
   * Since when its condition holds.
   * @example '2026-11-20T12:15:40Z'
   */
  @ApiProperty({ format: 'date-time' })
  pending_since!: string;

  /**
   * When it fired; null while it is pending.
   * @example '2026-11-20T12:16:10Z'
   */
  @ApiProperty({ format: 'date-time' })
  fired_at!: string | null;

  /**
   * When somebody acknowledged it; null until then.
   * @example null
   */
  @ApiProperty({ format: 'date-time' })
  acknowledged_at!: string | null;

  /**
   * The key, client or owner that acknowledged it; null until then.
   * @example null
   */
  acknowledged_by!: string | null;

  /**
   * When it was over; null until then.
   * @example null
   */
  @ApiProperty({ format: 'date-time' })
  resolved_at!: string | null;

  /** Why it is over: its condition ended, the thing is gone, or its rule was changed; null until then. */
  @ApiProperty({ enum: RESOLVED_BY, nullable: true, example: null })
  resolved_by!: ResolvedBy | null;

  /**
   * How many more channels were tried because it was not acknowledged.
   * @example 0
   */
  escalations!: number;

  /**
   * A sentence that may be read out.
   * @example 'Patio reports a fault: the water is too low, so it has stopped heating. Fill the pot up.'
   */
  summary!: string;
}

/** An alert with everything that was sent about it. */
export class AlertWithDeliveriesDto extends AlertDto {
  /** What was sent about it, and every attempt, oldest first. */
  deliveries!: AlertDeliveryDto[];
}

/** A page of the alerts, newest first. */
export class AlertsDto {
  /** The alerts, newest first. */
  alerts!: AlertDto[];

  /**
   * Send it as cursor for the older ones; null at the end.
   * @example null
   */
  next_cursor!: string | null;

  /**
   * How many there are and what they say, in sentences that may be read out.
   * @example 'One alert is open. Patio reports a fault: the water is too low, so it has stopped heating. Fill the pot up.'
   */
  summary!: string;
}

/** What became of an acknowledgement. */
export const ACKNOWLEDGEMENTS = ['acknowledged', 'already_acknowledged', 'already_resolved'] as const;

/** An alert that somebody acknowledged. */
export class AcknowledgedAlertDto {
  /** Whether it is acknowledged now, was before, or was over already. */
  @ApiProperty({ enum: ACKNOWLEDGEMENTS, example: 'acknowledged' })
  status!: (typeof ACKNOWLEDGEMENTS)[number];

  /** The alert as it is now. */
  alert!: AlertDto;

  /**
   * The same in a sentence.
   * @example 'Acknowledged: “Low water” about Patio. No further channel is tried.'
   */
  summary!: string;
}
