import type { StatusDto } from '../../cooking/dto/status.dto.js';
import { OFF, ON } from '../discovery/entity.js';
import { steady } from './steady.js';

/** What is known of a cooker. */
export interface CookerFacts {
  readonly status: StatusDto;
  /** When it reported that; null when it never did. */
  readonly readingAt: string | null;
  /** Null when it never reported. */
  readonly lowWater: boolean | null;
}

/** A flag as Home Assistant reads it; null is not known. */
export type Flag = typeof ON | typeof OFF | null;

/** What is published of a cooker. Every name is the key of its entity; null is not known. */
export interface CookerStateMessage {
  readonly water: number | null;
  readonly target: number | null;
  readonly state: StatusDto['state'];
  readonly ends_at: string | null;
  readonly timer: number | null;
  readonly pasteurized_at: string | null;
  readonly core: number | null;
  readonly core_basis: 'modelled' | 'measured' | null;
  readonly running: Flag;
  readonly fault: Flag;
  readonly low_water: Flag;
  readonly reachable: Flag;
  readonly reading_at: string | null;
}

/** How far two ends of a timer, or two forecasts, may lie apart and count as the same, in s. */
const SAME_END = 5;
const SAME_FORECAST = 30;

/** The state of a cooker. @param before what was published last, whose instants stay where they are as good as the same */
export function cookerState(facts: CookerFacts, before?: CookerStateMessage): CookerStateMessage {
  const { status, readingAt, lowWater } = facts;
  const isKnown = readingAt !== null;
  return {
    water: status.stale ? null : status.current_temp_celsius,
    target: status.target_temp_celsius,
    state: status.state,
    ends_at: steady(before?.ends_at, status.expected_end, SAME_END),
    timer: timerOf(status),
    pasteurized_at: pasteurizedAt(status.safety, before?.pasteurized_at),
    ...coreOf(status),
    running: flagOf(isKnown ? status.is_running : null),
    fault: flagOf(isKnown ? status.fault !== null : null),
    low_water: flagOf(lowWater),
    reachable: flagOf(status.device_online),
    reading_at: readingAt,
  };
}

/** A flag as Home Assistant reads it. */
export const flagOf = (value: boolean | null): Flag => (value === null ? null : value ? ON : OFF);

/** The whole length of the timer, in minutes: what is left is rounded up, and what has run down. */
const timerOf = ({ time_remaining_minutes: left, time_elapsed_minutes: run }: StatusDto): number | null =>
  left === null ? null : left + (run ?? 0);

/** When the food was pasteurised stands for ever; when it will be is a forecast. */
function pasteurizedAt(safety: StatusDto['safety'], before: string | null | undefined): string | null {
  const at = safety?.pasteurized_at ?? null;
  return safety?.pasteurized === true ? at : steady(before, at, SAME_FORECAST);
}

/** The core as it is measured, where a probe in the food has a value that can be true; otherwise as it is modelled. */
function coreOf({ safety, stale }: StatusDto): Pick<CookerStateMessage, 'core' | 'core_basis'> {
  const measured = safety?.measured_core;
  if (
    measured?.temperature_celsius != null &&
    measured.error === null &&
    isFresh(measured.reading_age_seconds)
  )
    return { core: measured.temperature_celsius, core_basis: 'measured' };
  const modelled = stale ? null : (safety?.core_temp_celsius ?? null);
  return { core: modelled, core_basis: modelled === null ? null : 'modelled' };
}

/** A reading of a probe that is older counts as unknown here, in s: the probe's own device says more of it. */
const FRESH = 60;

const isFresh = (age: number | null): boolean => age !== null && age <= FRESH;
