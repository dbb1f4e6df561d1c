import type { CoreReading } from './measured-reading.js';
import { LONGEST_GAP } from './measured-reading.js';

/** One of the sensors in a food. */
export interface Sensor {
  readonly id: string;
  /** How far it may be off, in °C. */
  readonly tolerance: number;
}

interface Latest {
  readonly at: number;
  readonly celsius: number;
}

/**
 * The coldest of the sensors in one food. All of them are needed: while one has no reading, another one that is warmer
 * never takes its place, and there is no reading at all. A sensor that does not work may be left out only if it never
 * was the coldest, or close to it.
 */
export class ColdestSensor {
  private readonly latest = new Map<string, Latest>();
  private readonly mayBeColdest = new Set<string>();
  private readonly broken = new Set<string>();

  constructor(private readonly sensors: readonly Sensor[]) {
    for (const { id } of sensors) this.mayBeColdest.add(id);
  }

  /** Whether the coldest of them is known: no sensor is broken that may be it. */
  get isKnown(): boolean {
    return ![...this.broken].some((id) => this.mayBeColdest.has(id));
  }

  /** Says that a sensor does not work, or that it does again. */
  setBroken(id: string, isBroken: boolean): void {
    if (!isBroken) this.broken.delete(id);
    else {
      this.settle();
      this.broken.add(id);
    }
  }

  /**
   * Takes in a reading of one of them.
   * @returns the reading of the coldest at that moment; undefined for a sensor that is none of these, or does not count
   */
  take(id: string, reading: CoreReading): CoreReading | undefined {
    if (this.broken.has(id) || !this.sensors.some((sensor) => sensor.id === id)) return undefined;
    if (reading.late) return this.sensors.length === 1 ? reading : undefined;
    if (reading.celsius === null) this.latest.delete(id);
    else this.latest.set(id, { at: reading.at, celsius: reading.celsius });
    return { at: reading.at, late: false, celsius: this.coldest(reading.at) };
  }

  private coldest(at: number): number | null {
    if (!this.isKnown) return null;
    const working = this.sensors.filter((sensor) => !this.broken.has(sensor.id));
    const values = working.map((sensor) => this.latest.get(sensor.id));
    const isFresh = (one: Latest | undefined): one is Latest =>
      one !== undefined && at - one.at <= LONGEST_GAP;
    return values.every(isFresh) ? Math.min(...values.map(({ celsius }) => celsius)) : null;
  }

  /** Which of them may be the coldest by what they read last: all without a reading, and all within the tolerances. */
  private settle(): void {
    const known = this.sensors.flatMap(({ id, tolerance }) => {
      const latest = this.latest.get(id);
      return latest === undefined ? [] : [latest.celsius + tolerance];
    });
    const warmest = Math.min(...known);
    for (const { id, tolerance } of this.sensors) {
      const latest = this.latest.get(id);
      if (latest !== undefined && latest.celsius - tolerance > warmest) this.mayBeColdest.delete(id);
    }
  }
}
