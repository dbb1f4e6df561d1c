import { ApiProperty } from '@nestjs/swagger';
import { CurrentSafetyDto } from '../../cooking/dto/status.dto.js';
import { VerdictDto } from '../../cooking/dto/verdict.dto.js';
import { ListedCookDto } from './cooks.dto.js';
import { BathDto, InterruptionDto, PlannedCookDto, SettingChangeDto } from './cook-parts.dto.js';

/** The complete record of a cook. */
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
   * Who started it: the name of a key, owner, cli, or oauth: and the grant of a client; null for a cook that was started elsewhere.
   * @example 'assistant'
   */
  requested_by!: string | null;

  /**
   * Who stopped it, in the same way; null when it was not stopped through this server.
   * @example 'assistant'
   */
  stopped_by!: string | null;

  /**
   * The version of the rules that its plan was judged by, which may be older than the present one; null when it was not judged before it began.
   * @example '3-6f2c9a01b37d'
   */
  rules_version!: string | null;

  /** The requested plan; null for a cook that was started elsewhere. */
  plan!: PlannedCookDto | null;

  /** The verdict on the plan when it was started; null for a cook that was started elsewhere. */
  verdict!: VerdictDto | null;

  /** The last result of the safety monitor; null when there is none. */
  safety!: CurrentSafetyDto | null;

  /**
   * When the owner confirmed that the food was thrown away; else null.
   * @example null
   */
  @ApiProperty({ format: 'date-time' })
  discarded_at!: string | null;

  /** The water temperatures. */
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
