/** Joules that warm a litre of water by one kelvin: 4186 J/(kg·K), a kilogram a litre. */
const HEAT_OF_A_LITRE = 4186;
/** °C; an open pot gets no hotter. */
const BOILING = 100;

/** The pot, the water in it and the air around it. */
export interface WaterBathOptions {
  /** Litres of water; default 8. */
  readonly litres?: number;
  /** °C of the water at the beginning; default 20. */
  readonly water?: number;
  /** °C of the surrounding air; default 20. */
  readonly ambient?: number;
  /** Full power of the heater in W; default 1100, that of the Precision Cooker 3.0. */
  readonly heater?: number;
  /** Heat lost to the air, in W per kelvin of difference, above 0; default 5: 0.3 m² of pot at some 15 W/(m²·K). */
  readonly loss?: number;
}

/**
 * Stirred water in a pot, all of one temperature, with an ideal thermostat: full power below the
 * setpoint, none above it, and just the losses at it, so that it never overshoots. Between two such
 * moments the heat balance has an exact solution, so one step of a day is as right as a day of steps.
 */
export class WaterBath {
  /** °C to be held; undefined while the heater is off. */
  setpoint: number | undefined;
  /** °C of the water. */
  temperature: number;
  /** False when the heater can no longer be switched on. */
  heaterWorks = true;
  private readonly ambient: number;
  private readonly heater: number;
  private readonly loss: number;
  /** Seconds in which the distance to the equilibrium shrinks to 1/e. */
  private readonly timeConstant: number;

  constructor({ litres = 8, water = 20, ambient = 20, heater = 1100, loss = 5 }: WaterBathOptions = {}) {
    this.temperature = water;
    this.ambient = ambient;
    this.heater = heater;
    this.loss = loss;
    this.timeConstant = (litres * HEAT_OF_A_LITRE) / loss;
  }

  /** W that the heater gives at this moment. */
  get power(): number {
    const { goal } = this;
    if (goal === undefined || !this.heaterWorks || this.temperature > goal) return 0;
    if (this.temperature < goal) return this.heater;
    return Math.min(Math.max(this.lossesAt(goal), 0), this.heater);
  }

  /** Lets `seconds` pass. */
  advance(seconds: number): void {
    const { goal } = this;
    // Said outright, since the exponential would creep off the setpoint by rounding.
    if (goal === this.temperature && this.power === this.lossesAt(goal)) return;
    const untilGoal = goal === undefined || goal === this.temperature ? Infinity : this.secondsUntil(goal);
    if (goal === undefined || seconds < untilGoal) {
      this.temperature = this.temperatureAfter(seconds);
    } else {
      this.temperature = goal;
      this.advance(seconds - untilGoal);
    }
  }

  /** Seconds until the water is between `low` and `high` (°C), if the setpoint stays; Infinity when it never will be. */
  secondsUntilWithin(low: number, high: number): number {
    if (this.temperature < low) return this.secondsUntil(low);
    if (this.temperature > high) return this.secondsUntil(high);
    return 0;
  }

  private get goal(): number | undefined {
    return this.setpoint === undefined ? undefined : Math.min(this.setpoint, BOILING);
  }

  /** W lost to the air by water of this temperature. */
  private lossesAt(temperature: number): number {
    return this.loss * (temperature - this.ambient);
  }

  /** °C at which the heater's present power would just make up for the losses. */
  private get equilibrium(): number {
    return this.ambient + this.power / this.loss;
  }

  private temperatureAfter(seconds: number): number {
    const { equilibrium } = this;
    return equilibrium + (this.temperature - equilibrium) * Math.exp(-seconds / this.timeConstant);
  }

  private secondsUntil(temperature: number): number {
    const { goal, equilibrium } = this;
    const beyondGoal = goal !== undefined && isBetween(goal, this.temperature, temperature);
    if (beyondGoal || !isBetween(temperature, this.temperature, equilibrium)) return Infinity;
    return this.timeConstant * Math.log((equilibrium - this.temperature) / (equilibrium - temperature));
  }
}

const isBetween = (value: number, one: number, other: number) =>
  Math.min(one, other) < value && value < Math.max(one, other);
