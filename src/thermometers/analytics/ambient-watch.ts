import type { EventList } from './event-list.js';
import { RecentReadings, type Sample } from './recent-readings.js';

const MINUTE_MS = 60_000;
/** Air that heats nothing is about this warm, in °C. */
const SURROUNDINGS = 25;
/** A lid is open when the air lost this within the span: in °C, as a share of its lead, and against its usual falls. */
const LID_SPAN_MS = 1.5 * MINUTE_MS;
const LID_CELSIUS = 8;
const LID_SHARE = 0.05;
const LID_FALLS = 5;
/** A fall begins at the last reading that shows this share of it still to come. */
const NEARLY = 0.8;
/** The lid is closed once the air regained this share of what it lost. */
const REGAINED = 0.3;
/** A lid is closed again within this time: after it, the air stays as it is. */
const LID_LONGEST_MS = 20 * MINUTE_MS;
/** The food was taken off the heat when, after a sharp fall, the air lost this share of its lead over the core. */
const TAKEN_OFF_SHARE = 0.85;
/** Air that rose by this share of what it lost recovers. */
const RECOVERS = 0.1;
/** A smoker with an open lid is as cold as the food for a moment: it has to stay so for this long. */
const TAKEN_OFF_MS = 5 * MINUTE_MS;
/** A sensor that sends on change shows nothing until a fall: its last value held until then, for this long at most. */
const HELD_MS = 10 * MINUTE_MS;
/** Air that was not read for this long says nothing of the present. */
const OLD_MS = 15 * MINUTE_MS;
/** The fire is out when the air lost this share of its lead over the surroundings, and keeps falling. */
const FIRE_SHARE = 0.35;
const FIRE_SPAN_MS = 10 * MINUTE_MS;
const FIRE_FALLS_CELSIUS = 2;
/** It burns again when the air regained this share of what it lost. */
const FIRE_REGAINED = 0.5;
/** Air that was never warmer than this had no fire. */
const FIRE_LEAST = 45;
/** Usual falls are a mean over about this time; the plateau of the air sinks over that one. */
const USUAL_MS = 30 * MINUTE_MS;
const PLATEAU_MS = 180 * MINUTE_MS;
const SMOOTHED_MS = 3 * MINUTE_MS;

/** Follows the air around the food: the lid is opened, the food is taken off the heat, the fire dies. */
export class AmbientWatch {
  private readonly recent = new RecentReadings(FIRE_SPAN_MS);
  /** How much the air usually falls within the span of a lid, in °C. */
  private usualFall = 0;
  private smoothed = 0;
  private plateau = 0;
  private hotAt = 0;
  /** The air before its sharp fall, and its lowest since. */
  private fallen: { readonly from: Sample; lowest: number } | undefined;

  constructor(private readonly events: EventList) {}

  /** The newest reading of the air. */
  get newest(): Sample | undefined {
    return this.recent.newest;
  }

  /** Ends what lasts once the air is no longer read: that probe may be broken, or somewhere else. */
  look(now: number): void {
    const { newest } = this;
    if (newest === undefined || now - newest.at < OLD_MS) return;
    this.events.endAll(['lid_open', 'taken_off', 'fire_out'], newest.at);
    this.fallen = undefined;
  }

  /** The newest reading of the air that still says something. */
  at(now: number): Sample | undefined {
    const { newest } = this;
    return newest !== undefined && now - newest.at < OLD_MS ? newest : undefined;
  }

  /**
   * Takes the next reading.
   * @param core the core in °C, where it is known
   * @param isDone whether the core reached its target
   */
  take(reading: Sample, core: number | undefined, isDone: boolean): void {
    const before = this.recent.newest;
    this.recent.add(reading);
    if (before === undefined) return this.begin(reading);
    const passed = reading.at - before.at;
    this.smoothed += (reading.celsius - this.smoothed) * share(passed, SMOOTHED_MS);
    this.plateau = Math.max(
      this.smoothed,
      this.plateau + (this.smoothed - this.plateau) * share(passed, PLATEAU_MS),
    );
    if (reading.celsius >= SURROUNDINGS + 0.9 * this.lead()) this.hotAt = reading.at;
    this.watchLid(reading, passed);
    this.watchHeat(reading, core);
    this.watchFire(reading, isDone);
  }

  private begin({ celsius, at }: Sample): void {
    this.smoothed = celsius;
    this.plateau = celsius;
    this.hotAt = at;
  }

  private lead(): number {
    return Math.max(0, this.plateau - SURROUNDINGS);
  }

  private watchLid(reading: Sample, passed: number): void {
    if (this.fallen === undefined) return this.watchFall(reading, passed);
    this.fallen.lowest = Math.min(this.fallen.lowest, reading.celsius);
    const { from, lowest } = this.fallen;
    const isClosed = reading.celsius >= lowest + REGAINED * (from.celsius - lowest);
    if (!isClosed && reading.at - from.at < LID_LONGEST_MS) return;
    this.events.end('lid_open', reading.at);
    if (isClosed) this.events.end('taken_off', reading.at);
    if (isClosed || !this.events.lasts('taken_off')) this.fallen = undefined;
  }

  private watchFall(reading: Sample, passed: number): void {
    const highest = this.highestWithin(reading.at - LID_SPAN_MS);
    const fall = highest.celsius - reading.celsius;
    const least = Math.max(LID_CELSIUS, LID_SHARE * this.lead(), LID_FALLS * this.usualFall);
    if (fall >= least) {
      const began = this.fallBegan(reading, fall);
      this.fallen = { from: { at: began, celsius: highest.celsius }, lowest: reading.celsius };
      this.events.begin('lid_open', began, reading.at);
    } else {
      this.usualFall += (Math.max(0, fall) - this.usualFall) * share(passed, USUAL_MS);
    }
  }

  /** The last instant at which the air was nearly as hot as before its fall. */
  private fallBegan({ at, celsius }: Sample, fall: number): number {
    return this.recent.all().findLast((sample) => sample.celsius >= celsius + NEARLY * fall)?.at ?? at;
  }

  private highestWithin(since: number): Sample {
    let highest = this.recent.newest!;
    const held = this.recent.before(since);
    if (held !== undefined && held.at >= since - HELD_MS && held.celsius > highest.celsius) highest = held;
    for (const sample of this.recent.all()) {
      if (sample.at >= since && sample.celsius >= highest.celsius) highest = sample;
    }
    return highest;
  }

  /** After a sharp fall to about the core, it is the food that left the heat, and no lid. */
  private watchHeat(reading: Sample, core: number | undefined): void {
    if (this.fallen === undefined || core === undefined || this.events.lasts('taken_off')) return;
    const { from, lowest } = this.fallen;
    if (from.celsius - core <= LID_CELSIUS || reading.at - from.at < TAKEN_OFF_MS) return;
    if (reading.celsius > core + (1 - TAKEN_OFF_SHARE) * (from.celsius - core)) return;
    // Air that recovers is heated.
    if (reading.celsius > lowest + RECOVERS * (from.celsius - lowest)) return;
    this.events.end('lid_open', reading.at);
    this.events.begin('taken_off', from.at, reading.at);
  }

  /** Air that only recovers slowly after an open lid was colder before. */
  private keepsFalling({ at, celsius }: Sample): boolean {
    const samples = this.recent.all();
    const before = samples[0]!;
    const lowest = samples.reduce((least, sample) => Math.min(least, sample.celsius), Infinity);
    const spans = at - before.at >= FIRE_SPAN_MS / 2;
    return (
      spans && celsius <= before.celsius - FIRE_FALLS_CELSIUS && celsius <= lowest + FIRE_FALLS_CELSIUS / 2
    );
  }

  private watchFire({ at, celsius }: Sample, isDone: boolean): void {
    const lead = this.lead();
    if (this.events.lasts('fire_out')) {
      if (celsius >= SURROUNDINGS + (1 - FIRE_SHARE * (1 - FIRE_REGAINED)) * lead)
        this.events.end('fire_out', at);
      return;
    }
    if (this.fallen !== undefined || this.plateau < FIRE_LEAST) return;
    if (!this.keepsFalling({ at, celsius }) || this.smoothed > SURROUNDINGS + (1 - FIRE_SHARE) * lead) return;
    this.events.begin(isDone ? 'taken_off' : 'fire_out', this.hotAt, at);
  }
}

/** How much of a difference is gone after some time, at a time constant. */
const share = (passed: number, constant: number): number => 1 - Math.exp(-passed / constant);
