import { IsString, MaxLength } from 'class-validator';

/** Chooses one alert. */
export class AlertIdDto {
  /** The alert, as listAlerts returned it. */
  @IsString()
  @MaxLength(64)
  alert_id!: string;
}
