import { FindingDetailsDto } from '../cooking/dto/finding-details.dto.js';
import { SettingDto, ViolationDto } from '../cooking/dto/verdict.dto.js';

/** A cooker in the details of an error. */
export class NamedDeviceDto {
  /**
   * Identity of the cooker, for `device_id`.
   * @example 'kP3vXw9TqLz0aB7cR5mNdE'
   */
  device_id!: string;

  /**
   * Its name in the vendor's app.
   * @example 'Kitchen'
   */
  name!: string;

  /**
   * The vendor's device type.
   * @example 'a7'
   */
  type!: string;
}

/** What is wrong with one field. */
export class ProblemDto {
  /**
   * Path of the field.
   * @example 'time_minutes'
   */
  field!: string;

  /**
   * What must hold.
   * @example 'time_minutes must be a whole number'
   */
  message!: string;
}

/** The facts of an error; each error has those that say something about it. */
export class ErrorDetailsDto extends FindingDetailsDto {
  /** VALIDATION_ERROR: every field that is wrong. */
  problems?: ProblemDto[];

  /** Of several reasons against a cook all, the most serious one in front. */
  violations?: ViolationDto[];

  /** DEVICE_AMBIGUOUS, DEVICE_NOT_FOUND: the cookers to choose from. NO_ACTIVE_COOK: others that run. */
  devices?: NamedDeviceDto[];

  /** DEVICE_UNSUPPORTED: the device. */
  device?: NamedDeviceDto;

  /**
   * Of a stop: what of the request was left out; pass it on.
   * @example ['No cooker has the device_id or the name "Attic", so it was left out.']
   */
  warnings?: string[];

  /**
   * ALERT_RULE_NEVER_CLEARS: the value at which an alert would end, in the unit of the fact.
   * @example 103
   */
  would_end_at?: number;

  /**
   * DEVICE_BUSY: who began the cook that is on: coddle (this server), app, device or unknown.
   * @example 'app'
   */
  started_by?: string;

  /**
   * DEVICE_BUSY: the temperature of the cook that is on, in °C.
   * @example 58
   */
  target_temp_celsius?: number;

  /**
   * DEVICE_BUSY: whole minutes left of the cook that is on.
   * @example 47
   */
  time_remaining_minutes?: number;

  /**
   * DEVICE_FAULT: what the cooker reports.
   * @example 'low-water'
   */
  fault?: string;

  /**
   * DEVICE_BUSY: given where the cooker reports a state that cannot be read.
   * @example 'unknown'
   */
  state?: string;

  /**
   * COMMAND_UNCONFIRMED: unknown, or not_started once the cooker was seen idle afterwards.
   * @example 'unknown'
   */
  outcome?: string;

  /**
   * APPROVAL_DENIED, APPROVAL_EXPIRED, APPROVAL_FAILED: the approval.
   * @example '0d9f2c34-6f0a-4a6b-9a51-3b1f5a1d7e22'
   */
  approval_id?: string;

  /**
   * PROBE_BUSY: the session that runs on the probe.
   * @example '0d9f2c34-6f0a-4a6b-9a51-3b1f5a1d7e22'
   */
  session_id?: string;

  /**
   * PROBE_CLAIMED: the keys that push readings of the probe.
   * @example ["garage", "shed"]
   */
  keys?: string[];

  /**
   * INSUFFICIENT_SCOPE: what the key or client would have to be allowed.
   * @example 'cook:start'
   */
  scope?: string;

  /**
   * METHOD_NOT_ALLOWED: the methods of the path.
   * @example ["GET", "HEAD"]
   */
  allowed?: string[];

  /**
   * PAYLOAD_TOO_LARGE: the largest body in bytes, or address and headers together.
   * @example 16384
   */
  maximum_bytes?: number;

  /**
   * RATE_LIMITED: seconds until a request is accepted again.
   * @example 12
   */
  retry_after_seconds?: number;
}

/** The form of every error of every route. */
export class ErrorDto {
  /**
   * Stable code, to branch on.
   * @example 'DEVICE_BUSY'
   */
  error!: string;

  /**
   * What happened and what helps, for a person, with the numbers. Pass it on.
   * @example 'Kitchen is already cooking at 58 °C, with 47 minutes left. Somebody else began it in the Anova app: ask them first.'
   */
  message!: string;

  /** The facts; left out when there are none. */
  details?: ErrorDetailsDto;

  /** Settings for the same food that this server accepts; left out when there are none. Offer them. */
  alternatives?: SettingDto[];

  /**
   * The request_id of the request, or one that was assigned to it.
   * @example '0f9d6a54-2f0e-4f5e-8b1c-5b8f7f0f6c39'
   */
  request_id!: string;
}
