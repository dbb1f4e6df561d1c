import type { ProbeReading } from '../thermometer.js';

/**
 * Remembers what was reported of each probe, so that a poll which finds the same reports nothing. That a probe has no
 * reading is reported once, until it has one again.
 */
export class News {
  private readonly reported = new Map<string, string>();

  /** Of these readings, those that are new. */
  of(readings: readonly ProbeReading[]): ProbeReading[] {
    return readings.filter(({ probeId, at, celsius }) => {
      const text = celsius === null ? 'none' : `${at} ${celsius}`;
      if (this.reported.get(probeId) === text) return false;
      this.reported.set(probeId, text);
      return true;
    });
  }

  /** Reports everything again, as after readings that could not be written. */
  forget(): void {
    this.reported.clear();
  }
}
