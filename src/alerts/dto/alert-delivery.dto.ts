import { ApiProperty } from '@nestjs/swagger';
import { NOTICES, type Notice } from '../lifecycle/alert.js';
import { ATTEMPT_RESULTS, DELIVERY_STATES, type Attempt, type DeliveryState } from '../outbox/delivery.js';
import { SEVERITIES, type Severity } from '../rules/alert-rule.js';

/** One attempt to send a message. */
export class DeliveryAttemptDto {
  /**
   * When it began.
   * @example '2026-11-20T12:16:10Z'
   */
  @ApiProperty({ format: 'date-time' })
  at!: string;

  /**
   * When it ended; null while it goes on, and for one that a crash cut off.
   * @example '2026-11-20T12:16:11Z'
   */
  @ApiProperty({ format: 'date-time' })
  ended_at!: string | null;

  /** Whether the channel took the message; unknown while the attempt goes on, and after a crash. */
  @ApiProperty({ enum: ATTEMPT_RESULTS, example: 'sent' })
  result!: Attempt['result'];

  /**
   * Why it failed; null when it did not.
   * @example null
   */
  why!: string | null;

  /**
   * When it is tried again; null when it is not.
   * @example null
   */
  @ApiProperty({ format: 'date-time' })
  retry_at!: string | null;
}

/** One message for one channel, with every attempt to send it. */
export class AlertDeliveryDto {
  /**
   * Id of the delivery.
   * @example '7c1b5f0c-1d0e-4a52-9f5e-2b6b1b8f4c11'
   */
  delivery_id!: string;

  /**
   * The alert; null for the test of a channel.
   * @example '5f0c1d0e-7c1b-4a52-9f5e-2b6b1b8f4c11'
   */
  alert_id!: string | null;

  /**
   * The other alerts that the message is about: several that fire together become one message.
   * @example []
   */
  also_alert_ids!: string[];

  /**
   * The name of the channel.
   * @example 'ntfy'
   */
  channel!: string;

  /** What it says: the alert fires, it is still not acknowledged, it is over, or a test. */
  @ApiProperty({ enum: NOTICES, example: 'firing' })
  notice!: Notice;

  /** How much it matters. */
  @ApiProperty({ enum: SEVERITIES, example: 'critical' })
  severity!: Severity;

  /**
   * A few words.
   * @example 'Low water: Patio'
   */
  title!: string;

  /**
   * The message.
   * @example 'Patio reports a fault: the water is too low, so it has stopped heating. Fill the pot up. Observed at 13:16 (UTC+01:00) on 20 November 2026.'
   */
  text!: string;

  /** waiting for its turn or the next attempt, sending, sent, failed and passed to the next channel, dead after a day, or cancelled. */
  @ApiProperty({ enum: DELIVERY_STATES, example: 'sent' })
  state!: DeliveryState;

  /**
   * When it was written down.
   * @example '2026-11-20T12:16:10Z'
   */
  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  /**
   * When it is sent or tried again; null when it is not.
   * @example null
   */
  @ApiProperty({ format: 'date-time' })
  next_attempt_at!: string | null;

  /**
   * The channels that follow where this one fails.
   * @example ['email']
   */
  next_channels!: string[];

  /**
   * The idempotency key: the same at every attempt.
   * @example '7c1b5f0c-1d0e-4a52-9f5e-2b6b1b8f4c11'
   */
  message_key!: string;

  /**
   * Whether it may have arrived twice: an attempt was repeated although the one before may have arrived.
   * @example false
   */
  maybe_twice!: boolean;

  /** Every attempt, oldest first. */
  attempts!: DeliveryAttemptDto[];
}

/** The newest deliveries. */
export class AlertDeliveriesDto {
  /** The newest first, also tests of channels. */
  deliveries!: AlertDeliveryDto[];
}
