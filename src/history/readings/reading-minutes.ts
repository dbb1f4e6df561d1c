import { milliseconds } from '../../shared/units.js';
import type { Series, StoredMinute, StoredReading } from './reading.repository.js';

const MINUTE = milliseconds(60_000);

/** The beginning of the minute that a moment lies in. */
export const minuteOf = (at: number): number => Math.floor(at / MINUTE) * MINUTE;

/** Sums readings of one series up to minutes, oldest first. */
export const toMinutes = (readings: readonly StoredReading[]): StoredMinute[] =>
  mergeMinutes(readings.map(asMinute));

/** Joins the parts of a minute that were summed up apart, and puts the minutes into order. */
export function mergeMinutes(parts: readonly StoredMinute[]): StoredMinute[] {
  const minutes = new Map<string, StoredMinute>();
  for (const part of parts) {
    const key = `${part.at} ${keyOf(part)}`;
    const earlier = minutes.get(key);
    minutes.set(key, earlier === undefined ? part : join(earlier, part));
  }
  return [...minutes.values()].map(withWholeMean).sort((one, other) => one.at - other.at);
}

/** What belongs to the same cooker and cook, kept in order. */
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

/** Rounded down, as what is said of the water's warmth must not flatter it. */
const withWholeMean = (minute: StoredMinute): StoredMinute => ({
  ...minute,
  // A sum of many parts may fall short of a whole number by the last bit of a fraction.
  waterMeanCenti: Math.floor(minute.waterMeanCenti + 1e-6),
});
