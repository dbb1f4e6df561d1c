import { IsString, MaxLength } from 'class-validator';

/** Chooses one cook. */
export class CookIdDto {
  /** The cook, as GET /cooks lists it. */
  @IsString()
  @MaxLength(64)
  cook_id!: string;
}
