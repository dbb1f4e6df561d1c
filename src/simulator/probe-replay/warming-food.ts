/** Thermal diffusivity of lean meat in m²/s. Source: ASHRAE Handbook, Refrigeration, thermal properties of foods. */
const DIFFUSIVITY = 1.3e-7;
/** Thermal conductivity of lean meat in W/(m·K). Source: the same. */
const CONDUCTIVITY = 0.48;
/** Pressure in Pa that turns a vapour pressure into the temperature it costs: the psychrometric constant at sea level. */
const PSYCHROMETRIC = 66.5;
const SHELLS = 24;

/** Where the food is. */
export interface Surroundings {
  /** °C of the air. */
  readonly air: number;
  /** Heat that reaches the surface by air and radiation, in W/(m²·K). */
  readonly transfer: number;
  /** Pressure of the water vapour in the air, in Pa. */
  readonly vapour: number;
  /** How wet the surface is, from 0 (dry or wrapped) to 1 (a film of water). */
  readonly wetness: number;
}

/** A piece of food as the model knows it. */
export interface FoodOptions {
  /** Distance from the core to the surface in mm. */
  readonly radius: number;
  /** °C everywhere at the beginning. */
  readonly start: number;
}

/**
 * A round piece of meat that warms from outside: conduction in 24 shells, heat from air and radiation at the surface, and
 * the heat that evaporating water takes from there. The stall of a large piece is this evaporation, and carry-over is the
 * heat of the outer shells that moves on to the core.
 */
export class WarmingFood {
  private readonly shell: number;
  private readonly temperatures: Float64Array;
  /** Of each shell its outer surface in m², and its volume in m³; both without the factor 4 π. */
  private readonly areas: Float64Array;
  private readonly volumes: Float64Array;

  constructor({ radius, start }: FoodOptions) {
    this.shell = radius / 1000 / SHELLS;
    this.temperatures = new Float64Array(SHELLS).fill(start);
    this.areas = Float64Array.from({ length: SHELLS }, (_, index) => ((index + 1) * this.shell) ** 2);
    this.volumes = this.areas.map((_, index) => (((index + 1) ** 3 - index ** 3) * this.shell ** 3) / 3);
  }

  /** °C at the centre. */
  get core(): number {
    return this.temperatures[0]!;
  }

  /** °C of the outermost shell. */
  get surface(): number {
    return this.temperatures[SHELLS - 1]!;
  }

  /** °C at a distance from the centre, from 0 (core) to 1 (surface), as a probe there would have. */
  at(distance: number): number {
    return this.temperatures[Math.min(SHELLS - 1, Math.floor(distance * SHELLS))]!;
  }

  /** Lets `seconds` pass: at most as many as an explicit step of the thinnest shell allows. */
  advance(seconds: number, around: Surroundings): void {
    const steps = Math.ceil((seconds * 4 * DIFFUSIVITY) / this.shell ** 2);
    for (let step = 0; step < steps; step++) this.step(seconds / steps, around);
  }

  private step(seconds: number, around: Surroundings): void {
    const { shell, temperatures, areas, volumes } = this;
    const warms = (seconds * DIFFUSIVITY) / CONDUCTIVITY;
    let fromInside = 0;
    for (let index = 0; index < SHELLS; index++) {
      const flux =
        index === SHELLS - 1
          ? -this.fluxIntoSurface(around)
          : (CONDUCTIVITY * (temperatures[index]! - temperatures[index + 1]!)) / shell;
      const outwards = areas[index]! * flux;
      temperatures[index]! += ((fromInside - outwards) * warms) / volumes[index]!;
      fromInside = outwards;
    }
  }

  /** W/m² that enter: what air and radiation bring, less what evaporation takes. */
  private fluxIntoSurface({ air, transfer, vapour, wetness }: Surroundings): number {
    const missing = Math.max(0, saturation(this.surface) - vapour);
    return transfer * (air - this.surface - (wetness * missing) / PSYCHROMETRIC);
  }
}

/** The pressure of saturated water vapour in Pa at a temperature in °C. Source: Tetens, 1930. */
const saturation = (temperature: number): number =>
  610.78 * Math.exp((17.27 * temperature) / (temperature + 237.3));
