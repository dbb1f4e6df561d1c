import { IsString, MaxLength } from 'class-validator';

/** Chooses one approval. */
export class ApprovalIdDto {
  /** The approval, as startCook returned it. */
  @IsString()
  @MaxLength(64)
  approval_id!: string;
}
