/** What an oven or a smoker is doing. */
export type AirState = 'heated' | 'open' | 'out';

/** How its air behaves. */
export interface HeatedAirOptions {
  /** °C that the thermostat holds. */
  readonly target: number;
  /** °C at the beginning. */
  readonly start: number;
  /** °C between the points where the heat goes off and on. */
  readonly hysteresis: number;
  /** °C that the air would reach with the heat on for ever. */
  readonly hottest: number;
  /** Seconds until 63 % of that, with the heat on. */
  readonly heating: number;
  /** Seconds until it has lost 63 % of its excess over the outside air. */
  readonly cooling: number;
  /** °C outside. */
  readonly outside: number;
}

/** Seconds in which an open lid lets out 63 % of the heat in the air; the walls keep theirs. */
const OPENING = 30;
/** The part of the excess that walls and stones keep for the air while the lid is open. */
const KEPT = 0.4;

/** The air in an oven or a smoker with a thermostat that switches: it swings around its target, and falls when opened. */
export class HeatedAir {
  private current: number;
  private heats = true;

  constructor(private readonly options: HeatedAirOptions) {
    this.current = options.start;
  }

  get temperature(): number {
    return this.current;
  }

  /** Lets `seconds` pass; `disturbance` is added to the target, as wind and fuel do. */
  advance(seconds: number, state: AirState, disturbance = 0): void {
    const { target, hysteresis, hottest, heating, cooling, outside } = this.options;
    if (this.current > target + disturbance + hysteresis / 2) this.heats = false;
    if (this.current < target + disturbance - hysteresis / 2) this.heats = true;
    if (state === 'open') return this.approach(outside + KEPT * (target - outside), OPENING, seconds);
    if (state === 'heated' && this.heats) return this.approach(hottest, heating, seconds);
    this.approach(outside, cooling, seconds);
  }

  private approach(temperature: number, time: number, seconds: number): void {
    this.current += (temperature - this.current) * (1 - Math.exp(-seconds / time));
  }
}
