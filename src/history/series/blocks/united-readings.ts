import type { PackedReading } from './readings-block.js';

/**
 * The readings in the order of their time, each instant once, whatever order they come in. Of several readings of one
 * instant the one that was received first counts; of those received at once, one that is not late, one with a value,
 * and the lower value.
 */
export function uniteReadings(readings: readonly PackedReading[]): readonly PackedReading[] {
  if (isInOrder(readings)) return readings;
  const sorted = readings.toSorted(byTimeThenRank);
  return sorted.filter(({ at }, index) => index === 0 || sorted[index - 1]!.at !== at);
}

function isInOrder(readings: readonly PackedReading[]): boolean {
  for (let index = 1; index < readings.length; index++) {
    if (readings[index]!.at <= readings[index - 1]!.at) return false;
  }
  return true;
}

const byTimeThenRank = (one: PackedReading, other: PackedReading): number =>
  one.at - other.at ||
  one.receivedAt - other.receivedAt ||
  Number(one.late) - Number(other.late) ||
  (one.milli ?? Infinity) - (other.milli ?? Infinity) ||
  0;
