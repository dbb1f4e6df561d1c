import { ApiProperty } from '@nestjs/swagger';
import type { SignInBy } from '../../../auth/owner/owner-session.js';

/** A browser in which the owner is signed in. */
export class OwnerSessionDto {
  /**
   * Stands for the session in lists; it opens nothing.
   * @example '3f9a1c0b7e'
   */
  id!: string;

  /**
   * The browser and its system, as they call themselves.
   * @example 'Firefox on Linux'
   */
  device!: string;

  /**
   * How the owner signed in there.
   * @example 'password'
   */
  @ApiProperty({ enum: ['password', 'link'] })
  signed_in_by!: SignInBy;

  /**
   * When the owner signed in there.
   * @example '2026-11-18T17:05:00Z'
   */
  @ApiProperty({ format: 'date-time' })
  signed_in_at!: string;

  /**
   * When it was last used, to the hour.
   * @example '2026-11-20T11:20:00Z'
   */
  @ApiProperty({ format: 'date-time' })
  used_at!: string;

  /**
   * When it ends if it is not used any more.
   * @example '2026-12-20T11:20:00Z'
   */
  @ApiProperty({ format: 'date-time' })
  expires_at!: string;

  /**
   * Whether this request came from it.
   * @example true
   */
  current!: boolean;
}

/** The browsers in which the owner is signed in. */
export class OwnerSessionsDto {
  /** The one that was used last in front. */
  sessions!: OwnerSessionDto[];
}
