import { FOOD_CLASSES } from '../../safety/foods/food-class.js';
import { asNumber, asObject, asText, JsonReader, type ReadJson } from '../../shared/json-reader.js';
import { STARTERS } from '../tracking/cook.js';
import {
  COOK_OUTCOMES,
  type BathCourse,
  type CookRecord,
  type FoodNote,
  type Interruption,
  type RecordedCook,
  type SavedMonitor,
  type UnfinishedFood,
  type SettingChange,
} from './cook-record.js';
import { safetyOfVersion1, verdictOfVersion1 } from './stored-cook-v1.js';
import { asPlan } from '../../safety/stored-plan.js';
import type { CookRow } from '../../storage/tables.js';
import { asRecordedVerdict } from '../../safety/stored-verdict.js';
import { asFoodSafety } from './stored-judgement.js';

/** The version in which cooks are stored. Version 1, of release 0.1.0, held API responses instead of domain types. */
export const STORED_VERSION = 2;

/** Parses a cook that this version or an earlier one stored. @throws JsonFormError */
export function readCook(row: Omit<CookRow, 'checksum'>): RecordedCook {
  const record = JsonReader.parse(row.record ?? 'null', 'record');
  const isFirst = record.field('version').optional(asNumber) === undefined;
  const asVerdict = isFirst ? verdictOfVersion1 : asRecordedVerdict;
  return {
    cookId: row.cook_id,
    cookerId: row.cooker_id,
    startedBy: JsonReader.of(row.started_by, 'started_by').oneOf(STARTERS),
    startedAt: row.started_at,
    endedAt: row.ended_at,
    outcome: JsonReader.of(row.outcome, 'outcome').orNull((value) => value.oneOf(COOK_OUTCOMES)),
    plan: row.plan === null ? null : asPlan(JsonReader.parse(row.plan, 'plan')),
    verdict: row.verdict === null ? null : asVerdict(JsonReader.parse(row.verdict, 'verdict')),
    record: asRecord(record, isFirst),
  };
}

function asRecord(value: JsonReader, isFirst: boolean): CookRecord {
  const foodNote = value.field('foodNote').optional(asFoodNote);
  const left = value.field('left').optional((food) => food.orNull(asUnfinishedFood));
  const discardedAt = value.field('discardedAt').optional(asNumber);
  return {
    cookerName: value.field('cookerName').text(),
    cookerType: value.field('cookerType').text(),
    requestedBy: value.field('requestedBy').orNull(asText),
    vendorCookId: value.field('vendorCookId').orNull(asText),
    lastSeenAt: value.field('lastSeenAt').number(),
    bath: asBath(value.field('bath')),
    settings: value.field('settings').list(asSetting),
    interruptions: value.field('interruptions').list(asInterruption),
    safety: value.field('safety').orNull(isFirst ? safetyOfVersion1 : asFoodSafety),
    stoppedBy: value.field('stoppedBy').orNull(asText),
    monitor: value.field('monitor').orNull(asMonitor),
    ...(foodNote !== undefined && { foodNote }),
    ...(left !== undefined && { left }),
    ...(discardedAt !== undefined && { discardedAt }),
  };
}

const asBath: ReadJson<BathCourse> = (value) => ({
  first: value.field('first').orNull(asNumber),
  lowest: value.field('lowest').orNull(asNumber),
  highest: value.field('highest').orNull(asNumber),
  last: value.field('last').orNull(asNumber),
  reachedAt: value.field('reachedAt').orNull(asNumber),
  timerStartedAt: value.field('timerStartedAt').orNull(asNumber),
});

const asSetting: ReadJson<SettingChange> = (value) => ({
  at: value.field('at').number(),
  target: value.field('target').orNull(asNumber),
  timerSeconds: value.field('timerSeconds').orNull(asNumber),
});

const asInterruption: ReadJson<Interruption> = (value) => ({
  from: value.field('from').number(),
  seconds: value.field('seconds').number(),
  cause: value.field('cause').oneOf(['server', 'line']),
});

const asFoodNote: ReadJson<FoodNote> = (value) => ({
  headline: value.field('headline').optional(asText),
  leads: value.field('leads').flag(),
  unmeasuredMinutes: value.field('unmeasuredMinutes').optional(asNumber),
});

const asMonitor: ReadJson<SavedMonitor> = (value) => ({
  plan: asPlan(value.field('plan')),
  snapshot: value.field('snapshot').orNull(asObject),
  at: value.field('at').number(),
  cloudAt: value.field('cloudAt').optional(asNumber),
  missed: value.field('missed').number(),
});

const asUnfinishedFood: ReadJson<UnfinishedFood> = (value) => ({
  plan: asPlan(value.field('plan')),
  foodClass: value.field('foodClass').oneOf(FOOD_CLASSES),
  snapshot: value.field('snapshot').orNull(asObject),
  missed: value.field('missed').number(),
  endedAt: value.field('endedAt').number(),
  asOf: value.field('asOf').number(),
  minutes: value.field('minutes').number(),
  spoilt: value.field('spoilt').flag(),
});
