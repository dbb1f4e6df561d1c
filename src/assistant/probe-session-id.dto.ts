import { IsString, MaxLength } from 'class-validator';

/** Chooses one probe session. */
export class ProbeSessionIdDto {
  /** The session, as getProbeSessions lists it. */
  @IsString()
  @MaxLength(64)
  session_id!: string;
}
