import type { CookerState } from '../../device/cooker-state.js';
import { ageSeconds, isStale, observedTimer } from '../../device/freshness.js';
import { milliseconds, seconds, type Milliseconds, type Seconds } from '../../shared/units.js';
import type { Cook } from '../tracking/cook.js';
import type { StopResult } from './cook-stopper.js';
import { toCurrentSafetyDto } from '../dto/food-safety.mapper.js';
import type { StoppedCookDto } from '../dto/stopped-cook.dto.js';
import type { FoodSafety } from '../status/food-safety.js';
import { minutesDown, stoppedSummary } from '../status/wording.js';

/** The assessment of the food of a stopped cook. */
export interface StoppedSafety {
  /** Null when no cook was known. */
  readonly safety: FoodSafety | null;
  /** What is missing to pasteurise it; undefined when nothing is missing or it is unknown. */
  readonly notYet: string | undefined;
  /** Why the food must be thrown away; undefined when it need not be. */
  readonly discard?: string | undefined;
}

/** Builds the response to a stop that the cooker shows or the cloud accepted. */
export function reportStop(
  result: Omit<StopResult, 'journalled'>,
  { safety, notYet, discard }: StoppedSafety,
  now: Milliseconds,
): StoppedCookDto {
  const { verified, cook, before, after, at, warnings = [] } = result;
  const { elapsed, remaining } = observedTimer(before, at);
  const unseen = isStale(before, at) ? ageSeconds(before, at) : undefined;
  // An old reading does not show the end.
  const water = waterOf(after) ?? (unseen === undefined ? waterOf(before) : undefined) ?? null;
  return {
    status: verified ? 'stopped' : 'accepted',
    verified,
    final_temp_celsius: water,
    total_time_minutes: totalMinutes(cook, now),
    time_elapsed_minutes: elapsed === undefined ? null : minutesDown(elapsed),
    cook_id: cook?.id ?? null,
    device_id: before.id,
    safety: safety && toCurrentSafetyDto(safety),
    warnings: [...warnings],
    summary: stoppedSummary({
      cooker: before,
      cook,
      verified,
      elapsed,
      length: sumOf(elapsed, remaining),
      unseen,
      fault: after.latest?.reading.fault,
      water,
      notYet,
      discard,
    }),
  };
}

const waterOf = ({ latest }: CookerState) => latest?.reading.water;

const sumOf = (elapsed: Seconds | undefined, remaining: Seconds | undefined): Seconds | undefined =>
  elapsed === undefined || remaining === undefined ? undefined : seconds(elapsed + remaining);

const totalMinutes = (cook: Cook | undefined, now: Milliseconds): number | null =>
  cook?.began === undefined ? null : minutesDown(seconds(milliseconds(now - cook.began) / 1000));
