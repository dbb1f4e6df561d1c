import { ApiProperty } from '@nestjs/swagger';

/** One probe with its newest reading. */
export class ProbeDto {
  /**
   * Identity of the probe, for readings and sessions.
   * @example 'thermoworks-a1b2c3d4-1'
   */
  probe_id!: string;

  /**
   * Its name in the vendor's app.
   * @example 'Chicken breast'
   */
  name!: string;

  /**
   * What it measures.
   * @example 'core'
   */
  kind!: 'core' | 'ambient' | 'humidity' | 'surface';

  /**
   * The newest reading in °C (percent for humidity); null when there is none.
   * @example 52.4
   */
  temperature_celsius!: number | null;

  /**
   * When the device measured it.
   * @example '2026-03-01T18:20:05.000Z'
   */
  reading_at!: string | null;

  /**
   * Seconds since then.
   * @example 12
   */
  reading_age_seconds!: number | null;

  /**
   * Whether the reading is older than this probe's readings usually get.
   * @example false
   */
  stale!: boolean;

  /**
   * `ok`; `no_reading`: the device says that it has none; `silent`: it sends on change and nothing changes; `lost`: it
   * is not heard; `dead`: impossible or stuck.
   * @example 'ok'
   */
  @ApiProperty({ enum: ['ok', 'no_reading', 'silent', 'lost', 'dead'] })
  state!: 'ok' | 'no_reading' | 'silent' | 'lost' | 'dead';

  /**
   * The rate of change in °C per hour; null when there are too few readings.
   * @example 14.2
   */
  rate_celsius_per_hour!: number | null;

  /**
   * Whether its readings may count for a verdict: always for the owner's own accounts, and for pushed ones once the
   * owner trusts it.
   * @example true
   */
  trusted!: boolean;
}

/** One thermometer with its probes. */
export class ThermometerDto {
  /**
   * Identity of the thermometer.
   * @example 'thermoworks-a1b2c3d4'
   */
  thermometer_id!: string;

  /**
   * Where its readings come from.
   * @example 'thermoworks'
   */
  @ApiProperty({ enum: ['thermoworks', 'fireboard', 'meater', 'mqtt', 'http'] })
  vendor!: 'thermoworks' | 'fireboard' | 'meater' | 'mqtt' | 'http';

  /**
   * Its name in the vendor's app.
   * @example 'Smoker'
   */
  name!: string;

  /**
   * The vendor's name of the model.
   * @example 'Node'
   */
  model!: string;

  /**
   * Whether it or its gateway is heard; null when the vendor does not say.
   * @example true
   */
  online!: boolean | null;

  /**
   * Charge of its battery in percent, if known.
   * @example 84
   */
  battery_percent!: number | null;

  /**
   * Strength of its radio signal in dBm, if known.
   * @example -61
   */
  signal_dbm!: number | null;

  /**
   * When it or its gateway was last heard.
   * @example '2026-03-01T18:20:07.000Z'
   */
  last_seen!: string | null;

  /** Its probes. */
  probes!: ProbeDto[];
}

/** Every thermometer that is known. */
export class ThermometersDto {
  /** Every thermometer, also those that are not heard at present. */
  thermometers!: ThermometerDto[];
}
