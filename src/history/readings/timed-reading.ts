import type { CookerState } from '../../device/cooker-state.js';
import { remainingSeconds } from '../../device/freshness.js';
import type { Clock } from '../../shared/clock.js';
import type { TimedReading } from './reading-pace.js';

/** The last reading of a cooker, as it is stored; undefined without a water temperature, since nothing is guessed. */
export function timedReading(
  cooker: CookerState,
  cookId: string | null,
  clock: Clock,
): TimedReading | undefined {
  const { latest } = cooker;
  if (latest?.reading.water === undefined) return undefined;
  const { reading, seenAt } = latest;
  const remaining = remainingSeconds(cooker, seenAt);
  return {
    seenAt,
    reading: {
      cookerId: cooker.id,
      cookId,
      at: Math.round(clock.now().getTime() - (clock.monotonic() - seenAt)),
      waterCenti: hundredths(reading.water!),
      targetCenti: reading.target === undefined ? null : hundredths(reading.target),
      mode: reading.mode,
      remainingSeconds: remaining === undefined ? null : Math.ceil(remaining),
    },
  };
}

const hundredths = (value: number): number => Math.round(value * 100);
