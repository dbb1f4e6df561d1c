/** One reading of a core or of the air around the food; `celsius` null is a gap. */
export interface TrackedReading {
  /** When the device measured it, in milliseconds since 1970. */
  readonly at: number;
  /** What it measured, in °C. */
  readonly celsius: number | null;
}

/** How far the forecast is. `too_early` and `unsteady` abstain; `forecast` has an interval. */
export type ForecastState = 'too_early' | 'forecast' | 'unsteady' | 'reached';

/** Where the food is: not warming yet, warming, in the slow phase (stall), finishing, or resting off the heat. */
export type CookPhase = 'waiting' | 'warming' | 'slow' | 'finishing' | 'resting';

/** What happened: the lid or the oven was opened, the probe left the food, the heat died, the food was taken off it. */
export type CookEventKind = 'lid_open' | 'probe_out' | 'fire_out' | 'taken_off';

/** Something that happened during a cook, as far as its readings show. */
export interface CookEvent {
  readonly kind: CookEventKind;
  /** When it began, in milliseconds since 1970. */
  readonly at: number;
  /** When the readings showed it, in milliseconds since 1970. */
  readonly seenAt: number;
  /** When it was over, in milliseconds since 1970; null while it lasts. */
  readonly until: number | null;
}

/** Why there is no interval; null with one. */
export type AbstentionReason =
  | 'no_target'
  | 'no_reading'
  | 'not_warming'
  | 'little_seen'
  | 'accelerating'
  | 'slow_phase'
  | 'falling'
  | 'old_reading'
  | 'too_uncertain'
  | CookEventKind;

/** The share of intervals that hold what happened: as intended, and as measured on recorded cooks. */
export interface Coverage {
  /** The intended share, between 0 and 1. */
  readonly nominal: number;
  /** The share measured on recorded cooks, none of which the interval was fitted to, between 0 and 1. */
  readonly measured: number;
}

/** What the readings of a cook say about its course, and about the time of its target. */
export interface Forecast {
  readonly state: ForecastState;
  /** Why it abstains; null unless `state` is `too_early` or `unsteady`. */
  readonly reason: AbstentionReason | null;
  readonly phase: CookPhase;
  /** The newest events, oldest first, at most 20. */
  readonly events: readonly CookEvent[];
  /** The present rate of the core in °C per hour; null while too few readings are known. */
  readonly rateCelsiusPerHour: number | null;
  /** The core reaches its target at this instant at the earliest, in milliseconds since 1970; never in the past. */
  readonly earliest: number | null;
  /** The middle of the interval in proportion, in milliseconds since 1970. */
  readonly likely: number | null;
  /** The end of the interval, in milliseconds since 1970. */
  readonly latest: number | null;
  /** When the core reached its target, in milliseconds since 1970. */
  readonly reachedAt: number | null;
  /** How often such intervals hold; null without one. */
  readonly coverage: Coverage | null;
}
