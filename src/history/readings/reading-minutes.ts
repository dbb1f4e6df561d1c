import { milliseconds } from '../../shared/units.js';
import type { Series, StoredMinute, StoredReading } from './reading.repository.js';

const MINUTE = milliseconds(60_000);

/** The beginning of the minute that a moment lies in. */
export const minuteOf = (at: number): number => Math.floor(at / MINUTE) * MINUTE;

/** Sums readings of one series up to minutes, oldest first. */
export const toMinutes = (readings: readonly StoredReading[]): StoredMinute[] =>
  mergeMinutes(readings.map(asMinute));

/** Merges parts of the same minute, and sorts the minutes. */
export function mergeMinutes(parts: readonly StoredMinute[]): StoredMinute[] {
  const minutes = new Map<string, StoredMinute>();
  for (const part of parts) {
    const key = `${part.at} ${keyOf(part)}`;
    const earlier = minutes.get(key);
    minutes.set(key, earlier === undefined ? part : join(earlier, part));
  }
  return [...minutes.values()].map(withWholeMean).sort((one, other) => one.at - other.at);
}

/** Groups items of the same cooker and cook, in their order. */
export function bySeries<Item extends Series>(items: readonly Item[]): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

const keyOf = ({ cookerId, cookId }: Series): string => JSON.stringify([cookerId, cookId]);

const asMinute = ({ cookerId, cookId, at, waterCenti, targetCenti, mode }: StoredReading): StoredMinute => ({
  cookerId,
  cookId,
  at: minuteOf(at),
  readings: 1,
  waterMinCenti: waterCenti,
  waterMeanCenti: waterCenti,
  waterMaxCenti: waterCenti,
  targetCenti,
  mode,
});

function join(earlier: StoredMinute, later: StoredMinute): StoredMinute {
  const readings = earlier.readings + later.readings;
  const sum = earlier.waterMeanCenti * earlier.readings + later.waterMeanCenti * later.readings;
  return {
    ...later,
    readings,
    waterMinCenti: Math.min(earlier.waterMinCenti, later.waterMinCenti),
    waterMeanCenti: sum / readings,
    waterMaxCenti: Math.max(earlier.waterMaxCenti, later.waterMaxCenti),
  };
}

/** Rounded down, so that the water is never reported as warmer than it was. */
const withWholeMean = (minute: StoredMinute): StoredMinute => ({
  ...minute,
  // A sum of many parts may fall short of a whole number by the last bit of a fraction.
  waterMeanCenti: Math.floor(minute.waterMeanCenti + 1e-6),
});
