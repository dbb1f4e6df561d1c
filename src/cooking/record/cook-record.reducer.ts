import type { CookerReading, CookerState } from '../../device/cooker-state.js';
import type { RecordedVerdict } from '../../safety/stored-verdict.js';
import { celsius } from '../../shared/units.js';
import type { Cook } from '../tracking/cook.js';
import type { AssessedCook } from '../status/cook-assessor.js';
import type {
  BathCourse,
  CookRecord,
  Interruption,
  UnfinishedFood,
  SettingChange,
  FoodNote,
  RecordedCook,
} from './cook-record.js';
import { isSameSetpoint } from '../tracking/cook-identity.js';

/** The water has reached its setpoint when it is this close, in °C. */
const NEAR = 0.5;
/** The most gaps (the longest are kept) and setting changes (the first are kept), for an unstable connection. */
const MOST = 500;

const UNSEEN: BathCourse = {
  first: null,
  lowest: null,
  highest: null,
  last: null,
  reachedAt: null,
  timerStartedAt: null,
};

/** The record of a cook before anything was observed. @param at wall clock, milliseconds since 1970 */
export function emptyRecord(cook: Cook, cooker: CookerState, at: number): CookRecord {
  return {
    cookerName: cooker.name,
    cookerType: cooker.type,
    requestedBy: cook.requestedBy ?? null,
    vendorCookId: null,
    lastSeenAt: at,
    bath: UNSEEN,
    settings: [],
    interruptions: [],
    safety: null,
    stoppedBy: null,
    monitor: null,
  };
}

/** Updates a record with the state of its cooker. @param at when the state was true: wall clock */
export function withReading(record: CookRecord, reading: CookerReading, at: number): CookRecord {
  return {
    ...record,
    vendorCookId: reading.vendorCookId ?? record.vendorCookId,
    lastSeenAt: Math.max(at, record.lastSeenAt),
    bath: bathWith(record.bath, reading, at),
    settings: settingsWith(record.settings, reading, at),
  };
}

/** Adds an unobserved time. When there are too many, the shortest is dropped. */
export function withInterruption(record: CookRecord, gap: Interruption): CookRecord {
  const interruptions = [...record.interruptions, gap];
  if (interruptions.length > MOST) {
    const shortest = Math.min(...interruptions.map(({ seconds }) => seconds));
    interruptions.splice(
      interruptions.findIndex(({ seconds }) => seconds === shortest),
      1,
    );
  }
  return { ...record, interruptions };
}

/** The most important sentence about a food. @param over whether its cook is over: then only what still applies */
export function foodNoteOf({ headline, leads = false, unmeasured }: AssessedCook, over: boolean): FoodNote {
  return { headline: over && !leads ? undefined : headline, leads, unmeasuredMinutes: unmeasured };
}

/**
 * The record of a cook whose food is still open, with its present assessment.
 * @param assessed the present assessment; undefined when there is none
 */
export function withLeft(
  record: CookRecord,
  left: UnfinishedFood,
  assessed: AssessedCook | undefined,
): CookRecord {
  const { foodNote, safety } = record;
  const { headline, leads = false } = assessed ?? {};
  return {
    ...record,
    left,
    foodNote: { unmeasuredMinutes: foodNote?.unmeasuredMinutes, headline, leads },
    safety: safety && safetyWithLeft(safety, left, leads ? headline : undefined),
  };
}

function safetyWithLeft(
  safety: NonNullable<CookRecord['safety']>,
  { minutes, spoilt }: UnfinishedFood,
  discard: string | undefined,
): CookRecord['safety'] {
  const spoiltNow = {
    spoilt: true,
    pasteurized: false,
    pasteurizedAt: null,
    allowed: false,
  } as const;
  return {
    ...safety,
    inDangerZone: minutes,
    ...(spoilt && spoiltNow),
    ...(discard !== undefined && { allowed: false, warnings: [discard] }),
  };
}

function bathWith(bath: BathCourse, { water, target, timer }: CookerReading, at: number): BathCourse {
  const begun = timer.mode === 'running' || timer.mode === 'completed';
  const timerStartedAt = bath.timerStartedAt ?? (begun ? at - 1000 * (timer.elapsed ?? 0) : null);
  if (water === undefined) return { ...bath, timerStartedAt };
  const reached = target !== undefined && Math.abs(water - target) <= NEAR;
  return {
    first: bath.first ?? water,
    lowest: Math.min(bath.lowest ?? water, water),
    highest: Math.max(bath.highest ?? water, water),
    last: water,
    reachedAt: bath.reachedAt ?? (reached ? at : null),
    timerStartedAt,
  };
}

function settingsWith(
  settings: readonly SettingChange[],
  { target, timer }: CookerReading,
  at: number,
): readonly SettingChange[] {
  const last = settings.at(-1);
  // Before it runs, a timer may still show the length of the cook before.
  const length = timer.mode === 'running' ? timer.length : undefined;
  const now = {
    at,
    target: target ?? last?.target ?? null,
    timerSeconds: length ?? last?.timerSeconds ?? null,
  };
  if (last === undefined) return [now];
  if (!isSameTarget(last, now)) return [...settings, now].slice(0, MOST);
  if (last.timerSeconds === now.timerSeconds) return settings;
  // A timer that was set while the water was cold and begins to run now is not a change of setting.
  const begins = last.timerSeconds === null;
  return begins ? [...settings.slice(0, -1), { ...now, at: last.at }] : [...settings, now].slice(0, MOST);
}

function isSameTarget(one: SettingChange, other: SettingChange): boolean {
  if (one.target === null || other.target === null) return one.target === other.target;
  return isSameSetpoint(celsius(one.target), celsius(other.target));
}

/** A cook with its record, while it runs. */
export const toRecordedCook = (
  cook: Cook,
  verdict: RecordedVerdict | null,
  record: CookRecord,
): RecordedCook => ({
  cookId: cook.id,
  cookerId: cook.cookerId,
  startedBy: cook.startedBy,
  startedAt: cook.startedAt.getTime(),
  endedAt: null,
  plan: cook.approved?.plan ?? null,
  verdict,
  outcome: null,
  record,
});
