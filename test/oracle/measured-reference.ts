import { MEAT } from './oracle-pathogens.js';

/** A reading that a client sent and that was taken. Instants in milliseconds. */
export interface SentReading {
  readonly at: number;
  readonly receivedAt: number;
  /** In °C; null for none. */
  readonly celsius: number | null;
}

/** Across so long nothing is credited, and a reading that comes so late credits nothing. */
const LONGEST_STEP = 600_000;
const LATE = 120_000;
const TOLERANCE = 0.5;

/**
 * The most decimal reductions that readings of a core in beef may be credited with, by the name of the pathogen: those
 * that came in time, each step as hot as its colder end less the tolerance of the sensor.
 */
export function mostReductions(readings: readonly SentReading[], since: number): ReadonlyMap<string, number> {
  const counted = readings
    .filter(({ at, receivedAt }) => at >= since && receivedAt - at <= LATE)
    .toSorted((one, other) => one.at - other.at);
  const reached = MEAT.map(({ name, rate }) => {
    let sum = 0;
    for (const [index, next] of counted.slice(1).entries()) {
      const before = counted[index]!;
      const passed = next.at - before.at;
      if (before.celsius === null || next.celsius === null || passed > LONGEST_STEP) continue;
      sum += (rate(Math.min(before.celsius, next.celsius) - TOLERANCE) * passed) / 60_000;
    }
    return [name.replace('meat ', '').replace('E. coli', 'e_coli').toLowerCase(), sum] as const;
  });
  return new Map(reached);
}
