import { ApiProperty } from '@nestjs/swagger';
import { SCOPES, type Scope } from '../../../http/scopes.js';

/** A key that the server accepts; the key itself is not kept. */
export class OwnerKeyDto {
  /**
   * The name of the key; `default` is `API_KEY` of the settings.
   * @example 'phone'
   */
  name!: string;

  /** What it may do. */
  @ApiProperty({ enum: SCOPES, isArray: true, example: ['status:read', 'cook:check'] })
  scopes!: Scope[];

  /** The cookers that it may see and use, by device_id; null for all of them. */
  @ApiProperty({ type: [String], nullable: true, example: null })
  devices!: string[] | null;

  /**
   * Whether each of its starts needs your approval.
   * @example true
   */
  ask!: boolean;

  /**
   * When it was made; null for the key of the settings.
   * @example '2026-11-18T17:05:00Z'
   */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  added_at!: string | null;

  /**
   * From when on it is refused; null for never.
   * @example null
   */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  expires_at!: string | null;

  /**
   * When it was last used since the server started; null when it was not.
   * @example '2026-11-20T11:20:00Z'
   */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  last_used_at!: string | null;

  /**
   * Whether it can be revoked here: the key of the settings cannot.
   * @example true
   */
  revocable!: boolean;
}

/** The keys that the server accepts. */
export class OwnerKeysDto {
  /** That of the settings in front. */
  keys!: OwnerKeyDto[];

  /**
   * Whether keys can be made and revoked here: false where the server cannot write the folder of its data.
   * @example true
   */
  changeable!: boolean;
}

/** A key that was just made. */
export class NewKeyDto extends OwnerKeyDto {
  /**
   * The key itself, this once: only its digest is kept.
   * @example 'sk-anova-3Zk0mQpYt1mGkzqkq3oVJ0w7v0b3Jc2m5oVZ4w1xT8k'
   */
  key!: string;
}
