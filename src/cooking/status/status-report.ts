import type { Arming } from '../../approvals/arming.js';
import { nameInApp } from '../../device/visible-cookers.js';
import type { CookerState, AccountState } from '../../device/cooker-state.js';
import { ageSeconds, isOnline, isStale, observedTimer, remainingSeconds } from '../../device/freshness.js';
import { minutesToSeconds, seconds, type Milliseconds, type Seconds } from '../../shared/units.js';
import type { Cook } from '../tracking/cook.js';
import type { AssessedCook } from './cook-assessor.js';
import { toCurrentSafetyDto } from '../dto/food-safety.mapper.js';
import type { ArmedDto, StatusDto } from '../dto/status.dto.js';
import { instant } from './instant.js';
import { isUnmeasured } from './unmeasured.js';
import { CARE, minutesDown, minutesUp, statusSummary, timerWaits } from './wording.js';

/** The sources of a status. */
export interface StatusSources {
  readonly account: AccountState;
  readonly cooker: CookerState;
  readonly cook: Cook | undefined;
  readonly assessed: AssessedCook | undefined;
  /** The armings in force on the cooker; left out without any. */
  readonly armed?: readonly Arming[];
  /** The same time on the monotonic clock and on the wall clock. */
  readonly now: Milliseconds;
  readonly wall: Date;
}

/** Builds the status of a cooker from its last state, in the units and roundings of the API, with its age. */
export function reportStatus(sources: StatusSources): StatusDto {
  const { account, cooker, cook, assessed, armed = [], now } = sources;
  const reading = cooker.latest?.reading;
  const online = isOnline(account, cooker, now);
  const stale = isStale(cooker, now);
  const age = ageSeconds(cooker, now);
  const holding = minutesDown(observedTimer(cooker, now).holding);
  const warnings = (reading?.warnings ?? []).map((warning) => CARE[warning]);
  const { remaining, elapsed, end } = times(sources, online);
  return {
    device_online: online,
    state: reading?.mode ?? 'unknown',
    is_running: reading?.running ?? false,
    current_temp_celsius: reading?.water ?? null,
    target_temp_celsius: reading?.target ?? null,
    time_remaining_minutes: remaining,
    time_elapsed_minutes: elapsed,
    expected_end: end,
    device_id: cooker.id,
    device_name: nameInApp(cooker),
    device_type: cooker.type,
    timer: reading?.timer.mode ?? 'unknown',
    holding_minutes: holding,
    reading_age_seconds: age === undefined ? null : Math.round(age * 10) / 10,
    stale,
    fault: reading?.fault ?? null,
    warnings,
    cook: cook ? currentCook(cook) : null,
    safety: safetyWith(warnings, assessed),
    armed: armed.map(toArmedDto),
    summary: withHeadline(
      [statusSummary({ cooker, cook, online, stale, age, holding, now }), ...warnings].join(' '),
      assessed,
    ),
  };
}

const toArmedDto = ({ principal, cookerId, until, startsLeft }: Arming): ArmedDto => ({
  principal,
  device_id: cookerId,
  until: instant(new Date(until)),
  starts_left: startsLeft,
});

/** What the cooker needs comes first: it can still save the food. */
function safetyWith(warnings: readonly string[], assessed: AssessedCook | undefined): StatusDto['safety'] {
  if (assessed === undefined) return null;
  const safety = toCurrentSafetyDto(assessed.safety);
  if (warnings.length === 0) return safety;
  return { ...safety, warnings: [...warnings, ...safety.warnings] };
}

/** What must be done about the food comes before the state of the cooker. */
function withHeadline(summary: string, assessed: AssessedCook | undefined): string {
  if (assessed?.headline === undefined) return summary;
  return assessed.leads ? `${assessed.headline} ${summary}` : `${summary} ${assessed.headline}`;
}

function times({ cooker, cook, now, wall }: StatusSources, online: boolean) {
  const waiting = waitingTime(cook, cooker);
  const observed = observedTimer(cooker, now);
  const remaining = observed.remaining ?? waiting;
  const elapsed = observed.elapsed ?? (waiting && seconds(0));
  // A timer runs on between two states, but a cooker that is offline or does not measure its water has no predicted end.
  const runs =
    online && !isUnmeasuredTooLong(cooker, cook, now) && cooker.latest?.reading.timer.mode === 'running';
  const left = runs ? remainingSeconds(cooker, now) : undefined;
  return {
    remaining: remaining === undefined ? null : minutesUp(remaining),
    elapsed: elapsed === undefined ? null : minutesDown(elapsed),
    end: left === undefined ? null : endAt(wall, left),
  };
}

/** Whether the water of a cook has been unmeasured for too long. */
function isUnmeasuredTooLong({ water }: CookerState, cook: Cook | undefined, now: Milliseconds): boolean {
  const measuredAt = water?.seenAt ?? cook?.began;
  return measuredAt !== undefined && isUnmeasured(measuredAt, now);
}

/** The full time of our own cook whose timer has not begun. */
function waitingTime(cook: Cook | undefined, cooker: CookerState): Seconds | undefined {
  return cook?.approved && timerWaits(cooker) ? minutesToSeconds(cook.approved.plan.hold) : undefined;
}

const endAt = (wall: Date, remaining: Seconds): string =>
  instant(new Date(wall.getTime() + remaining * 1000));

/** A cook never changes, so it is mapped once. */
const inWords = new WeakMap<Cook, NonNullable<StatusDto['cook']>>();

function currentCook(cook: Cook): NonNullable<StatusDto['cook']> {
  const known = inWords.get(cook);
  if (known !== undefined) return known;
  const { id, approved, startedBy, startedAt } = cook;
  const words = Object.freeze({
    cook_id: id,
    ...(approved?.plan.food !== undefined && { food_type: approved.plan.food }),
    started_by: startedBy,
    started_at: instant(startedAt),
  });
  inWords.set(cook, words);
  return words;
}
