import type { SeededChance } from './seeded-chance.js';

/** How a sensor shows what is around it. */
export interface SensorOptions {
  /** Seconds until it shows 63 % of a step. */
  readonly lag: number;
  /** Standard deviation of its noise, in °C. */
  readonly noise: number;
  /** °C that it shows at first. */
  readonly start: number;
}

/** A temperature sensor: it lags, has noise, and shows tenths of a degree. */
export class SlowSensor {
  private shown: number;

  constructor(
    private readonly options: SensorOptions,
    private readonly chance: SeededChance,
  ) {
    this.shown = options.start;
  }

  /** Lets `seconds` pass beside something of this temperature. */
  advance(seconds: number, temperature: number): void {
    this.shown += (temperature - this.shown) * (1 - Math.exp(-seconds / this.options.lag));
  }

  /** What it reads now, in °C. */
  read(): number {
    return Math.round((this.shown + this.chance.normal(this.options.noise)) * 10) / 10;
  }
}
