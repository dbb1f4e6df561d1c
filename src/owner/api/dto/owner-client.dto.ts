import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { START_POLICIES } from '../../../auth/oauth/client-grant.js';
import { CLIENT_SCOPES, type ClientScope } from '../../../auth/oauth/client-scopes.js';
import type { StartPolicy } from '../../../auth/principal.js';

/** A client that you let in. */
export class OwnerClientDto {
  /**
   * The id of its principal, as the journal shows it.
   * @example 'oauth:wJ3b0c6a1eXq'
   */
  id!: string;

  /**
   * The name that it gave itself.
   * @example 'Claude'
   */
  name!: string;

  /**
   * The host that stands behind it.
   * @example 'claude.ai'
   */
  host!: string;

  /** What it may do. */
  @ApiProperty({ enum: CLIENT_SCOPES, isArray: true, example: ['status:read', 'cook:start'] })
  scopes!: ClientScope[];

  /**
   * How its starts are treated: after your approval, at once, or never.
   * @example 'ask'
   */
  @ApiProperty({ enum: START_POLICIES })
  start_policy!: StartPolicy;

  /**
   * When you let it in.
   * @example '2026-11-18T17:05:00Z'
   */
  @ApiProperty({ format: 'date-time' })
  connected_at!: string;

  /**
   * When it was last used; null when it was not.
   * @example '2026-11-20T11:20:00Z'
   */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  last_used_at!: string | null;
}

/** The clients that you let in. */
export class OwnerClientsDto {
  /** The newest in front. */
  clients!: OwnerClientDto[];
}

/** What is changed about a client. */
export class ChangeClientDto {
  /**
   * How its starts are treated: ask, trusted or never.
   * @example 'never'
   */
  @ApiProperty({ enum: START_POLICIES })
  @IsIn(START_POLICIES)
  start_policy!: StartPolicy;
}
