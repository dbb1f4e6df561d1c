import { ApiProperty } from '@nestjs/swagger';

/** Likely causes of a difference between the measured and the modelled core. */
export const DIFFERENCE_CAUSES = [
  'thicker_than_told',
  'thinner_than_told',
  'colder_bath',
  'poor_circulation',
  'probe_in_water',
] as const;
/** One of them. */
export type DifferenceCause = (typeof DIFFERENCE_CAUSES)[number];

/** What a probe does to the verdict of its cook. */
export const PROBE_EFFECTS = ['none', 'worsens', 'confirms', 'improves'] as const;
/** One of them. */
export type ProbeEffect = (typeof PROBE_EFFECTS)[number];

/** What a probe in a food says of the core that is modelled from the water. */
export class CoreDifferenceDto {
  /**
   * The measured core less the modelled one in °C; null without either.
   * @example -4.2
   */
  difference_celsius!: number | null;

  /** The likely cause of a notable difference; null without one. */
  @ApiProperty({ enum: DIFFERENCE_CAUSES, nullable: true, example: 'thicker_than_told' })
  cause!: DifferenceCause | null;

  /** What the probe does to the verdict of the cook: `none` while it does not count. */
  @ApiProperty({ enum: PROBE_EFFECTS, example: 'worsens' })
  effect!: ProbeEffect;

  /**
   * PROBE_IMPLAUSIBLE when the probe reads what no piece of this food can have: it is in the water or in a thin edge, and the model stands.
   * @example null
   */
  @ApiProperty({ enum: ['PROBE_IMPLAUSIBLE'], nullable: true })
  error!: 'PROBE_IMPLAUSIBLE' | null;
}

/** The core as a probe in the food measures it, beside the modelled one. */
export class MeasuredCoreDto extends CoreDifferenceDto {
  /**
   * The probe session that is attached to the cook.
   * @example '0d9f2c34-6f0a-4a6b-9a51-3b1f5a1d7e22'
   */
  session_id!: string;

  /**
   * The probe.
   * @example 'thermoworks-a1b2c3d4-1'
   */
  probe_id!: string;

  /**
   * What the probe reads, in °C; null when it has no reading.
   * @example 53.9
   */
  temperature_celsius!: number | null;

  /**
   * When the device measured it.
   * @example '2026-11-20T12:20:05Z'
   */
  @ApiProperty({ format: 'date-time' })
  reading_at!: string | null;

  /**
   * Seconds since then, when this was assessed.
   * @example 9
   */
  reading_age_seconds!: number | null;
}
