import type { CookEvent, CookRow, CookSeries, ReplayedProbe } from './cook-series.js';
import { HeatedAir, type AirState } from './heated-air.js';
import { SeededChance } from './seeded-chance.js';
import { SlowSensor } from './slow-sensor.js';
import { WarmingFood, type Surroundings } from './warming-food.js';

const PROBES: readonly ReplayedProbe[] = [
  { place: 1, name: 'Shoulder', kind: 'core' },
  { place: 2, name: 'Small shoulder', kind: 'core' },
  { place: 3, name: 'Pit', kind: 'ambient' },
];
const HOUR = 3_600;
const LENGTH = 14 * HOUR;
/** Seconds between two readings. */
const EVERY = 10;
const FOOD_IN = 600;
/** When the meat is wrapped, in seconds: the crust is dry then, and the stall has lasted for hours. */
const WRAPPED = 8.6 * HOUR;
/** °C of the larger shoulder at which both are taken out. */
const TARGET = 94;
/** When the lid is opened, and how long it stays open: twice to spray, once to wrap. */
const OPENINGS = [
  { at: 3 * HOUR, lasts: 70 },
  { at: 5.5 * HOUR, lasts: 90 },
  { at: WRAPPED, lasts: 210 },
];
/** The fire burns low from here until fuel is added, in seconds. */
const LOW_FIRE = { from: 6.6 * HOUR, to: 7.2 * HOUR, by: -16 };
const NIGHT = 14;
/** Standard deviation of the pit's slow drift in °C, and the seconds in which it forgets. */
const DRIFT = { deviation: 4.5, memory: 1_500 };

/**
 * Two pork shoulders in a smoker of 110 °C for 14 hours of a night: the pit swings, the meat stalls near 70 °C for hours,
 * is wrapped, and rests from the target on. Made by a model, the same for each seed.
 */
export function smokerCook(seed = 1): CookSeries {
  const pit = new HeatedAir({
    target: 110,
    start: 96,
    hysteresis: 12,
    hottest: 165,
    heating: 1_100,
    cooling: 1_900,
    outside: NIGHT,
  });
  return new SmokerCook(new SeededChance(seed), pit).run();
}

class SmokerCook {
  private readonly foods = [
    new WarmingFood({ radius: 76, start: 4 }),
    new WarmingFood({ radius: 70, start: 4.5 }),
  ];
  private readonly sensors: readonly SlowSensor[];
  private readonly pitSensor: SlowSensor;
  private readonly rows: CookRow[] = [];
  private readonly events: CookEvent[] = [];
  private takenOut: number | undefined;
  private drift = 0;

  constructor(
    private readonly chance: SeededChance,
    private readonly pit: HeatedAir,
  ) {
    this.sensors = this.foods.map(({ core }) => new SlowSensor({ lag: 8, noise: 0.04, start: core }, chance));
    this.pitSensor = new SlowSensor({ lag: 20, noise: 0.5, start: 96 }, chance);
  }

  run(): CookSeries {
    for (let elapsed = 0; elapsed <= LENGTH; elapsed += EVERY) {
      this.note(elapsed);
      this.rows.push({ elapsed, celsius: [...this.sensors, this.pitSensor].map((sensor) => sensor.read()) });
      this.advance(elapsed);
    }
    return { name: 'Overnight smoker', probes: PROBES, rows: this.rows, events: this.events };
  }

  private advance(elapsed: number): void {
    this.drift += (-this.drift * EVERY) / DRIFT.memory;
    this.drift += this.chance.normal(DRIFT.deviation * Math.sqrt((2 * EVERY) / DRIFT.memory));
    const isLow = elapsed >= LOW_FIRE.from && elapsed < LOW_FIRE.to;
    this.pit.advance(EVERY, this.stateAt(elapsed), this.drift + (isLow ? LOW_FIRE.by : 0));
    const around = this.surroundingsAt(elapsed);
    this.foods.forEach((food, index) => {
      food.advance(EVERY, around);
      this.sensors[index]!.advance(EVERY, food.core);
    });
    this.pitSensor.advance(EVERY, this.pit.temperature);
  }

  private stateAt(elapsed: number): AirState {
    if (this.takenOut !== undefined) return 'out';
    return OPENINGS.some(({ at, lasts }) => elapsed >= at && elapsed < at + lasts) ? 'open' : 'heated';
  }

  private surroundingsAt(elapsed: number): Surroundings {
    if (elapsed < FOOD_IN) return { air: NIGHT, transfer: 8, vapour: 1_000, wetness: 0.1 };
    if (this.takenOut !== undefined) return RESTING;
    const air = this.pit.temperature;
    return elapsed < WRAPPED
      ? { air, transfer: 17, vapour: 4_500, wetness: wetnessAfter(elapsed - FOOD_IN) }
      : { air, transfer: 13, vapour: 4_500, wetness: 0.004 };
  }

  private note(elapsed: number): void {
    const isAt = (moment: number) => elapsed >= moment && elapsed < moment + EVERY;
    if (isAt(FOOD_IN)) this.events.push({ elapsed, what: 'food_in' });
    for (const { at, lasts } of OPENINGS) {
      if (isAt(at)) this.events.push({ elapsed, what: 'lid_open' });
      if (isAt(at + lasts)) this.events.push({ elapsed, what: 'lid_closed' });
    }
    if (isAt(WRAPPED)) this.events.push({ elapsed, what: 'wrapped' });
    if (this.takenOut !== undefined || this.foods[0]!.core < TARGET) return;
    this.takenOut = elapsed;
    this.events.push({ elapsed, what: 'target_reached' }, { elapsed, what: 'food_out' });
  }
}

/** In towels, in a closed box. */
const RESTING: Surroundings = { air: 40, transfer: 2.5, vapour: 6_000, wetness: 0 };

/** Juice keeps the surface moist for hours; the crust dries slowly. */
const wetnessAfter = (seconds: number): number => 0.09 + 0.16 * Math.exp(-seconds / (3.5 * HOUR));
