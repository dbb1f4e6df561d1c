import { ApiProperty } from '@nestjs/swagger';
import { CurrentSafetyDto } from '../../cooking/dto/status.dto.js';
import { VerdictDto } from '../../cooking/dto/verdict.dto.js';
import { ListedCookDto } from './cooks.dto.js';
import { BathDto, InterruptionDto, PlannedCookDto, SettingChangeDto } from './cook-parts.dto.js';

/** Everything that is kept of a cook. */
export class CookDto extends ListedCookDto {
  /**
   * The cooker's name in the vendor's app.
   * @example 'Kitchen'
   */
  device_name!: string;

  /**
   * The vendor's device type.
   * @example 'a7'
   */
  device_type!: string;

  /**
   * Name of the key that asked for it; null for a cook of others.
   * @example 'assistant'
   */
  requested_by!: string | null;

  /**
   * Name of the key that stopped it; null when it was not stopped through this server.
   * @example 'assistant'
   */
  stopped_by!: string | null;

  /**
   * The version of the rules that its plan was judged by, which may be older than the present one; null when it was not judged before it began.
   * @example '3-6f2c9a01b37d'
   */
  rules_version!: string | null;

  /** What was asked for; null for a cook of others. */
  plan!: PlannedCookDto | null;

  /** What was said of the plan when it was started; null for a cook of others. */
  verdict!: VerdictDto | null;

  /** What the safety engine said of it last; null when it never did. */
  safety!: CurrentSafetyDto | null;

  /**
   * When the owner confirmed that the food was thrown away; else null.
   * @example null
   */
  @ApiProperty({ format: 'date-time' })
  discarded_at!: string | null;

  /** What the water did. */
  bath!: BathDto;

  /** Its first setting and all later ones, from any source; of more than 20 the first and the latest. */
  settings!: SettingChangeDto[];

  /**
   * How many settings it had.
   * @example 1
   */
  settings_total!: number;

  /** The times during which the cooker was not observed; of more than 20, the longest. */
  interruptions!: InterruptionDto[];

  /**
   * How many such times there were.
   * @example 1
   */
  interruptions_total!: number;
}
