import { MeasuredCore, type MeasuredReport } from '../../src/safety/measured/measured-core.js';
import type { CoreReading } from '../../src/safety/measured/measured-reading.js';
import { celsius } from '../../src/shared/units.js';
import { makeSafety } from './safety.js';

export const MINUTE = 60_000;
/** When it goes on the heat. */
export const BEGUN = Date.parse('2026-03-01T12:00:00Z');

/** What a measured core of a food needs. */
export const needOf = (food: string, target?: number, vulnerable = false) =>
  makeSafety().measure({ food, vulnerable, target: target === undefined ? undefined : celsius(target) }).need;

/** A food that is measured every minute. */
export class MeasuredFood {
  readonly core: MeasuredCore;
  at = BEGUN;

  constructor(food = 'chicken', tolerance = 0.5, target?: number) {
    this.core = new MeasuredCore(needOf(food, target), BEGUN, tolerance);
  }

  read(celsius: number | null, known: Partial<CoreReading> = {}): this {
    this.core.follow({ at: this.at, celsius, late: false, ...known });
    return this;
  }

  /** Reads the same for whole minutes, the first time at once. */
  hold(reading: number, minutes: number, known: Partial<CoreReading> = {}): this {
    this.read(reading, known);
    for (let minute = 0; minute < minutes; minute++) this.pass(1).read(reading, { ...known, at: this.at });
    return this;
  }

  /** Rises evenly by whole minutes. */
  rise(from: number, to: number, minutes: number): this {
    this.read(from);
    for (let minute = 1; minute <= minutes; minute++)
      this.pass(1).read(from + ((to - from) * minute) / minutes);
    return this;
  }

  pass(minutes: number): this {
    this.at += minutes * MINUTE;
    return this;
  }

  report(working?: boolean): MeasuredReport {
    return this.core.report(this.at, working);
  }
}

/** The decimal reductions of a pathogen. */
export const reductionOf = ({ reductions }: MeasuredReport, name = 'Salmonella') =>
  reductions.find((one) => one.name === name)!.predicted;
