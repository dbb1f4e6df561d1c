import { ApiProperty } from '@nestjs/swagger';
import { FACT_NAMES, THING_KINDS, type FactName, type ThingKind } from '../facts/observation.js';
import { SEVERITIES, type Severity } from '../rules/alert-rule.js';

/** Hours in which a rule sends nothing, by the clock of the server. What happens in them is sent at their end. */
export class QuietHoursDto {
  /**
   * When they begin, as HH:MM.
   * @example '22:00'
   */
  @ApiProperty({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' })
  from!: string;

  /**
   * When they end, as HH:MM; over midnight where it is less than from.
   * @example '07:00'
   */
  @ApiProperty({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' })
  to!: string;
}

/** A rule: what is watched, when it becomes an alert, and whom it reaches. */
export class AlertRuleDto {
  /**
   * Id of the rule; of a rule that comes with the server its name for ever.
   * @example 'battery-low'
   */
  rule_id!: string;

  /**
   * What it is called.
   * @example 'Battery low'
   */
  name!: string;

  /** Whether it is used. */
  enabled!: boolean;

  /**
   * Whether it comes with the server: it can be changed and switched off, and not deleted.
   * @example true
   */
  is_default!: boolean;

  /**
   * Whether it is a safety rule: only the owner can change it, and it has no quiet hours.
   * @example false
   */
  is_safety!: boolean;

  /**
   * What it watches; the name of a number ends with its unit.
   * @example 'battery_percent'
   */
  @ApiProperty({ enum: FACT_NAMES })
  fact!: FactName;

  /**
   * It holds above this number, in the unit of the fact; null for a rule with below, or about something that is true or false.
   * @example null
   */
  above!: number | null;

  /**
   * It holds below this number, in the unit of the fact; null for a rule with above, or about something that is true or false.
   * @example 15
   */
  below!: number | null;

  /**
   * How far beyond the limit the number must return before the alert ends, in the unit of the fact; null without a limit.
   * @example 5
   */
  clear_by!: number | null;

  /**
   * The unit of above, below and clear_by; null without a limit.
   * @example '%'
   */
  unit!: string | null;

  /**
   * What it watches.
   * @example 'thermometer'
   */
  @ApiProperty({ enum: THING_KINDS })
  thing_kind!: ThingKind;

  /**
   * The only cooker, probe or thermometer that it watches, by its id; null for all of the kind.
   * @example null
   */
  thing_id!: string | null;

  /**
   * How many seconds it must hold without a pause before the alert fires.
   * @example 300
   */
  for_seconds!: number;

  /** How much its alerts matter. */
  @ApiProperty({ enum: SEVERITIES, example: 'warning' })
  severity!: Severity;

  /** The hours in which it sends nothing; null for none. */
  quiet_hours!: QuietHoursDto | null;

  /**
   * Minutes without an acknowledgement after which the next channel is tried too; null for never.
   * @example 15
   */
  escalate_after_minutes!: number | null;

  /**
   * The names of its channels in their order; null for all that are set up.
   * @example null
   */
  @ApiProperty({ type: [String], nullable: true })
  channels!: string[] | null;

  /**
   * Whether the end of an alert is sent as well.
   * @example true
   */
  sends_resolved!: boolean;

  /**
   * What keeps the rule from working as it stands, a sentence each.
   * @example []
   */
  warnings!: string[];

  /**
   * The rule in a sentence.
   * @example 'Alerts when the battery of any thermometer is below 15 % for 5 minutes, and ends at 20 %.'
   */
  summary!: string;
}

/** Every rule: those that come with the server, then the others. */
export class AlertRulesDto {
  /** The rules, also those that are switched off. */
  rules!: AlertRuleDto[];

  /**
   * How many rules there may be in all.
   * @example 200
   */
  maximum!: number;
}

/** What became of a rule that was deleted. */
export class DeletedAlertRuleDto {
  /**
   * The rule.
   * @example '0d9f2c34-6f0a-4a6b-9a51-3b1f5a1d7e22'
   */
  rule_id!: string;

  /**
   * The same in a sentence.
   * @example 'The rule “Grill too hot” was deleted; its open alerts have ended.'
   */
  summary!: string;
}
