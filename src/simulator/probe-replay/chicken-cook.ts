import type { CookEvent, CookRow, CookSeries, ReplayedProbe } from './cook-series.js';
import { HeatedAir, type AirState } from './heated-air.js';
import { SeededChance } from './seeded-chance.js';
import { SlowSensor } from './slow-sensor.js';
import { WarmingFood, type Surroundings } from './warming-food.js';

const PROBES: readonly ReplayedProbe[] = [
  { place: 1, name: 'Chicken breast', kind: 'core' },
  { place: 2, name: 'Oven', kind: 'ambient' },
];
/** °C of the core at which the chicken leaves the oven. */
const TARGET = 74;
/** Seconds between two readings. */
const EVERY = 5;
const FOOD_IN = 90;
/** When the oven is opened for basting, and how long it stays open, in seconds. */
const OPENINGS = [
  { at: 1_620, lasts: 35 },
  { at: 3_000, lasts: 55 },
];
/** Seconds that the chicken rests. */
const REST = 1_500;
const INDOORS = 22;

/**
 * A chicken of 1.5 kg in an oven of 190 °C, with a probe in the breast and one beside it: from the refrigerator to 74 °C in
 * about an hour and a quarter, the oven opened twice, and a rest with carry-over. Made by a model, the same for each seed.
 */
export function chickenCook(seed = 1): CookSeries {
  const oven = new HeatedAir({
    target: 190,
    start: 187,
    hysteresis: 9,
    hottest: 262,
    heating: 420,
    cooling: 1_150,
    outside: INDOORS,
  });
  return new ChickenCook(new SeededChance(seed), oven).run();
}

class ChickenCook {
  private readonly chicken = new WarmingFood({ radius: 40, start: 5.5 });
  private readonly core: SlowSensor;
  private readonly beside: SlowSensor;
  private readonly rows: CookRow[] = [];
  private readonly events: CookEvent[] = [];
  private takenOut: number | undefined;

  constructor(
    chance: SeededChance,
    private readonly oven: HeatedAir,
  ) {
    this.core = new SlowSensor({ lag: 8, noise: 0.05, start: 5.5 }, chance);
    this.beside = new SlowSensor({ lag: 25, noise: 0.4, start: INDOORS }, chance);
  }

  run(): CookSeries {
    for (let elapsed = 0; !this.isOver(elapsed); elapsed += EVERY) {
      this.note(elapsed);
      this.rows.push({ elapsed, celsius: [this.core.read(), this.beside.read()] });
      for (let second = elapsed; second < elapsed + EVERY; second++) this.advance(second);
    }
    return { name: 'Chicken', probes: PROBES, rows: this.rows, events: this.events };
  }

  private isOver(elapsed: number): boolean {
    return this.takenOut !== undefined && elapsed > this.takenOut + REST;
  }

  private advance(second: number): void {
    const isInOven = second >= FOOD_IN && this.takenOut === undefined;
    this.oven.advance(1, this.stateAt(second));
    const air = isInOven ? this.oven.temperature : INDOORS;
    this.chicken.advance(1, isInOven ? roasting(air, second) : resting(second < FOOD_IN));
    this.core.advance(1, this.chicken.core);
    this.beside.advance(1, air);
  }

  private stateAt(second: number): AirState {
    return OPENINGS.some(({ at, lasts }) => second >= at && second < at + lasts) ? 'open' : 'heated';
  }

  private note(elapsed: number): void {
    const isAt = (moment: number) => elapsed >= moment && elapsed < moment + EVERY;
    if (isAt(FOOD_IN)) this.events.push({ elapsed, what: 'food_in' });
    for (const { at, lasts } of OPENINGS) {
      if (isAt(at)) this.events.push({ elapsed, what: 'lid_open' });
      if (isAt(at + lasts)) this.events.push({ elapsed, what: 'lid_closed' });
    }
    if (this.takenOut !== undefined || this.chicken.core < TARGET) return;
    this.takenOut = elapsed;
    this.events.push({ elapsed, what: 'target_reached' }, { elapsed, what: 'food_out' });
  }
}

/** The skin dries within half an hour. */
const roasting = (air: number, second: number): Surroundings => ({
  air,
  transfer: 18,
  vapour: 3_000,
  wetness: 0.06 + 0.2 * Math.exp(-second / 1_500),
});

/** On the table: cold and dry before the oven, steaming after it. */
const resting = (isCold: boolean): Surroundings => ({
  air: INDOORS,
  transfer: 9,
  vapour: 1_200,
  wetness: isCold ? 0 : 0.1,
});
