import type { AbstentionReason, CookEventKind, ForecastState } from './cook-forecast.js';
import type { CoreCourse } from './core-course.js';
import type { EventList } from './event-list.js';

const MINUTE_MS = 60_000;
/** Older readings say nothing of the present. */
const OLD_MS = 15 * MINUTE_MS;
/** After a lid was closed, or a probe was put back, the rate needs this time to count again. */
const SETTLING_MS = 3 * MINUTE_MS;
/** A forecast begins after this share of the way to the target, and after a rise of so many °C or steps of the sensor. */
const SEEN_SHARE = 0.15;
const SEEN_CELSIUS = 4;
const SEEN_STEPS = 4;
/** The rate still grows when, at this share of the rise so far, it was below that share of the present one. */
const GROWTH_AT = 0.6;
const GROWN_SHARE = 0.8;
/** The same once there is a forecast. */
const GROWN_SHARE_KEPT = 0.65;
/** A rate below this, in °C per hour, leads to no target. */
const LEAST_RATE = 0.3;

const LASTING: readonly CookEventKind[] = ['probe_out', 'fire_out', 'taken_off', 'lid_open'];
const DISTURBING: readonly CookEventKind[] = ['probe_out', 'lid_open', 'fire_out', 'taken_off'];

/** The reasons that more readings remove; after all others the course itself has to become steady. */
const EARLY: readonly AbstentionReason[] = [
  'no_target',
  'no_reading',
  'not_warming',
  'little_seen',
  'accelerating',
];

/** The state of a forecast without an interval. */
export const abstainedState = (reason: AbstentionReason): ForecastState =>
  EARLY.includes(reason) ? 'too_early' : 'unsteady';

/** Why nothing can be said of the time to the target at present, or null. @param isForecasting whether something was */
export function abstentionOf(
  core: CoreCourse,
  events: EventList,
  target: number | undefined,
  now: number,
  isForecasting: boolean,
): AbstentionReason | null {
  if (target === undefined) return 'no_target';
  const { newest } = core;
  if (newest === undefined) return 'no_reading';
  const lasting = LASTING.find((kind) => events.lasts(kind));
  if (lasting !== undefined) return lasting;
  if (now - newest.at > OLD_MS) return 'old_reading';
  if (!core.hasBegun) return 'not_warming';
  return (
    (isForecasting ? null : unseen(core, newest.celsius, target)) ??
    disturbance(events, newest.at) ??
    unsteadiness(core, newest.celsius, isForecasting ? GROWN_SHARE_KEPT : GROWN_SHARE)
  );
}

function unseen(core: CoreCourse, present: number, target: number): AbstentionReason | null {
  const risen = present - core.start;
  if (risen < Math.max(SEEN_CELSIUS, SEEN_STEPS * core.step)) return 'little_seen';
  return risen < SEEN_SHARE * (target - core.start) ? 'little_seen' : null;
}

function disturbance(events: EventList, at: number): AbstentionReason | null {
  const recent = events.all().findLast(({ kind, until }) => DISTURBING.includes(kind) && until !== null);
  return recent !== undefined && at - recent.until! < SETTLING_MS ? recent.kind : null;
}

function unsteadiness(core: CoreCourse, present: number, grown: number): AbstentionReason | null {
  const { rate, profile, start } = core;
  if (rate === null) return 'little_seen';
  if (rate < LEAST_RATE) return rate < 0 ? 'falling' : 'slow_phase';
  const before = profile.rateAt(start + GROWTH_AT * (present - start));
  return before === null || before < grown * Math.min(rate, profile.steadyRate() ?? rate)
    ? 'accelerating'
    : null;
}
