import { ApiProperty } from '@nestjs/swagger';
import { ApprovalDto } from '../../../cooking/dto/approval.dto.js';

/** Who asked for a start. */
export class AskingClientDto {
  /**
   * The id of the key or client, as the journal shows it.
   * @example 'oauth:3b0c6a1e'
   */
  principal!: string;

  /**
   * The name that the client gave itself, or the name of the key.
   * @example 'Claude'
   */
  name!: string;

  /**
   * The host that stands behind the client; null where none does, as for a key.
   * @example 'claude.ai'
   */
  @ApiProperty({ type: String, nullable: true })
  host!: string | null;
}

/** An approval as the owner sees it. */
export class OwnerApprovalDto extends ApprovalDto {
  /** Who asked for the start. */
  client!: AskingClientDto;

  /**
   * When it was asked for.
   * @example '2026-11-20T11:20:00Z'
   */
  @ApiProperty({ format: 'date-time' })
  requested_at!: string;

  /**
   * When it was approved or denied; otherwise null.
   * @example null
   */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  decided_at!: string | null;

  /**
   * Who approved or denied it: `owner`, `cli`, or `arming` with its id; otherwise null.
   * @example null
   */
  @ApiProperty({ type: String, nullable: true })
  decided_by!: string | null;
}

/** The approvals, those that wait in front. */
export class OwnerApprovalsDto {
  /** At most 20: those that wait, then the newest of the last day. */
  approvals!: OwnerApprovalDto[];
}
