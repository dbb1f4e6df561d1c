import { ApiProperty } from '@nestjs/swagger';

/** What a probe measured at one moment, or over a short time. */
export class ProbeReadingDto {
  /**
   * When the device measured it, or when the time begins that was folded to this point.
   * @example '2026-11-20T12:00:00.000Z'
   */
  @ApiProperty({ format: 'date-time' })
  at!: string;

  /**
   * The temperature in °C (percent for humidity), the mean of what was folded; null is a gap: nothing was measured from
   * here until the next point.
   * @example 52.4
   */
  temperature_celsius!: number | null;

  /**
   * The lowest of what was folded to this point; null when nothing was.
   * @example 52.1
   */
  min_celsius!: number | null;

  /**
   * The highest of what was folded to this point; null when nothing was.
   * @example 52.6
   */
  max_celsius!: number | null;

  /**
   * How many readings this point stands for; 0 in a gap.
   * @example 30
   */
  readings!: number;

  /**
   * Whether any of them came from an archive, or more than two minutes late.
   * @example false
   */
  late!: boolean;
}

/** The readings of a probe. */
export class ProbeReadingsDto {
  /**
   * Identity of the probe.
   * @example 'thermoworks-a1b2c3d4-1'
   */
  probe_id!: string;

  /**
   * From when on.
   * @example '2026-11-20T12:00:00.000Z'
   */
  @ApiProperty({ format: 'date-time' })
  from!: string;

  /**
   * Until before when.
   * @example '2026-11-20T18:00:00.000Z'
   */
  @ApiProperty({ format: 'date-time' })
  to!: string;

  /**
   * Seconds that each point stands for; null when every point is one reading.
   * @example 300
   */
  resolution_seconds!: number | null;

  /** The points, oldest first. */
  readings!: ProbeReadingDto[];
}
