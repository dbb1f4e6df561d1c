import type { BathCourse, Interruption, RecordedCook, SettingChange } from '../cooking/record/cook-record.js';
import { toCurrentSafetyDto } from '../cooking/dto/food-safety.mapper.js';
import { toVerdictDto } from '../cooking/dto/verdict.dto.js';
import { isSpoilt, mustBeDiscarded } from '../cooking/status/discarded-food.js';
import { instant } from '../cooking/status/instant.js';
import type { CookPlan } from '../safety/cook-plan.js';
import type { CookDto } from './dto/cook.dto.js';
import type { BathDto, InterruptionDto, PlannedCookDto, SettingChangeDto } from './dto/cook-parts.dto.js';
import type { ListedCookDto } from './dto/cooks.dto.js';
import { cookSummary, foodSummary, thrownAway } from './wording.js';

/** More would not fit into a response of 8,000 characters, which is what an assistant can read. */
const MOST_SHOWN = 20;

/** A cook as a list shows it. @param now wall clock, milliseconds since 1970 */
export function reportListed(cook: RecordedCook, now: number): ListedCookDto {
  const { plan, record } = cook;
  const setting = record.settings.at(-1);
  const timer = setting?.timerSeconds;
  return {
    cook_id: cook.cookId,
    device_id: cook.cookerId,
    ...(plan?.food !== undefined && { food_type: plan.food }),
    target_temp_celsius: plan?.target ?? setting?.target ?? null,
    time_minutes: plan?.hold ?? (typeof timer === 'number' ? toMinutes(timer) : null),
    started_by: cook.startedBy,
    started_at: moment(cook.startedAt),
    ended_at: momentOrNull(cook.endedAt),
    state: cook.endedAt === null ? 'running' : 'ended',
    outcome: cook.outcome,
    pasteurized: isSpoilt(cook) ? false : (record.safety?.pasteurized ?? null),
    must_be_discarded: mustBeDiscarded(cook),
    summary: foodSummary(cook, now),
  };
}

/** The complete record of a cook, in the fields and units of the API. @param now wall clock, milliseconds since 1970 */
export function reportCook(cook: RecordedCook, now: number): CookDto {
  const { plan, verdict, record } = cook;
  return {
    ...reportListed(cook, now),
    device_name: record.cookerName,
    device_type: record.cookerType,
    requested_by: record.requestedBy,
    stopped_by: record.stoppedBy,
    rules_version: verdict?.rulesVersion ?? null,
    plan: plan && reportPlan(plan),
    verdict: verdict && toVerdictDto(verdict),
    safety: safetyOf(record, now),
    discarded_at: momentOrNull(record.discardedAt ?? null),
    bath: reportBath(record.bath),
    settings: firstAndLatest(record.settings).map(reportSetting),
    settings_total: record.settings.length,
    interruptions: longest(record.interruptions).map(reportInterruption),
    interruptions_total: record.interruptions.length,
    summary: cookSummary(cook, now),
  };
}

/** Once the food was thrown away, no advice about it is left to follow. */
function safetyOf({ safety, discardedAt }: RecordedCook['record'], now: number): CookDto['safety'] {
  if (safety === null) return null;
  const shown = toCurrentSafetyDto(safety);
  return discardedAt === undefined ? shown : { ...shown, warnings: [thrownAway(discardedAt, now)] };
}

const reportPlan = (plan: CookPlan): PlannedCookDto => ({
  temperature_celsius: plan.target,
  time_minutes: plan.hold,
  ...(plan.food !== undefined && { food_type: plan.food }),
  ...(plan.thickness !== undefined && { thickness_mm: plan.thickness }),
  ...(plan.shape !== undefined && { shape: plan.shape }),
  start_state: plan.startState,
  vulnerable_consumers: plan.vulnerableConsumers,
});

const reportBath = (bath: BathCourse): BathDto => ({
  first_celsius: bath.first,
  lowest_celsius: bath.lowest,
  highest_celsius: bath.highest,
  last_celsius: bath.last,
  reached_at: momentOrNull(bath.reachedAt),
  timer_started_at: momentOrNull(bath.timerStartedAt),
});

const firstAndLatest = (settings: readonly SettingChange[]): readonly SettingChange[] =>
  settings.length <= MOST_SHOWN ? settings : [settings[0]!, ...settings.slice(1 - MOST_SHOWN)];

function longest(interruptions: readonly Interruption[]): readonly Interruption[] {
  if (interruptions.length <= MOST_SHOWN) return interruptions;
  const shown = new Set(
    interruptions.toSorted((one, other) => other.seconds - one.seconds).slice(0, MOST_SHOWN),
  );
  return interruptions.filter((interruption) => shown.has(interruption));
}

const reportSetting = ({ at, target, timerSeconds }: SettingChange): SettingChangeDto => ({
  at: moment(at),
  target_temp_celsius: target,
  timer_minutes: timerSeconds === null ? null : toMinutes(timerSeconds),
});

const reportInterruption = ({ from, seconds, cause }: Interruption): InterruptionDto => ({
  from: moment(from),
  seconds: Math.round(seconds),
  cause,
});

const toMinutes = (seconds: number): number => Math.round(seconds / 60);
const moment = (at: number): string => instant(new Date(at));
const momentOrNull = (at: number | null): string | null => (at === null ? null : moment(at));
