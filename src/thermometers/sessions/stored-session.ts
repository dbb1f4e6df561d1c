import { FOOD_CLASSES } from '../../safety/foods/food-class.js';
import type { MeasuredReport } from '../../safety/measured/measured-core.js';
import { asReduction } from '../../safety/stored-verdict.js';
import { asFlag, asNumber, asText, JsonReader, type ReadJson } from '../../shared/json-reader.js';
import { minutes } from '../../shared/units.js';
import { readRow, verifyChecksum, withChecksum } from '../../storage/stored-rows.js';
import type { ProbeSessionRow } from '../../storage/tables.js';
import type { ProbeSession, SavedCorrection, SensorFault } from './probe-session.js';

/** The version in which sessions are stored. */
const VERSION = 1;

/** The row of a session. */
export const toSessionRow = (session: ProbeSession): ProbeSessionRow => {
  const { id, probeId, startedAt, endedAt, cook, ...content } = session;
  return withChecksum({
    session_id: id,
    probe_id: probeId,
    cook_id: cook?.id ?? null,
    started_at: startedAt,
    ended_at: endedAt,
    content: JSON.stringify({ version: VERSION, cook, ...content }),
  });
};

/** Parses it. @throws StorageUnavailableError when it was changed, JsonFormError */
export function readSession(raw: unknown): ProbeSession {
  const row = verifyChecksum(readRow('probe_sessions', raw, asSessionRow));
  const content = JsonReader.parse(row.content, 'session');
  content.field('version').matching(isVersion, `${VERSION}`);
  return {
    id: row.session_id,
    probeId: row.probe_id,
    otherProbeIds: content.field('otherProbeIds').list(asText),
    tolerance: content.field('tolerance').number(),
    food: content.field('food').text(),
    foodClass: content.field('foodClass').oneOf(FOOD_CLASSES),
    thickness: content.field('thickness').orNull(asNumber),
    target: content.field('target').orNull(asNumber),
    vulnerable: content.field('vulnerable').flag(),
    cook: content.field('cook').orNull(asCook),
    begunBy: content.field('begunBy').text(),
    begunAt: content.field('begunAt').number(),
    startedAt: row.started_at,
    endedAt: row.ended_at,
    endedBy: content.field('endedBy').orNull((end) => end.oneOf(ENDS)),
    faults: content.field('faults').list(asFault),
    corrections: content.field('corrections').list(asCorrection),
    outcome: content.field('outcome').orNull(asReport),
  };
}

const ENDS = ['request', 'age', 'silence'] as const;

const isVersion = (value: unknown): value is typeof VERSION => value === VERSION;

const asCook: ReadJson<NonNullable<ProbeSession['cook']>> = (cook) => ({
  id: cook.field('id').text(),
  cookerId: cook.field('cookerId').text(),
  food: cook.field('food').orNull(asText),
});

const asFault: ReadJson<SensorFault> = (fault) => ({
  from: fault.field('from').number(),
  until: fault.field('until').orNull(asNumber),
});

const asCorrection: ReadJson<SavedCorrection> = (value) => {
  const plausibility = value.field('plausibility');
  return {
    at: value.field('at').number(),
    probeId: value.field('probeId').text(),
    plausibility: {
      mayImprove: plausibility.field('mayImprove').flag(),
      lastAt: plausibility.field('lastAt').optional(asNumber),
    },
    offsets: value.field('offsets').list(asNumber),
    growth: value.field('growth').number(),
    thinnest: value.field('thinnest').orNull((piece) => ({
      heats: piece.field('heats').list(asNumber),
      water: piece.field('water').number(),
      at: piece.field('at').number(),
    })),
    reachedAt: value.field('reachedAt').orNull(asNumber),
  };
};

const VERDICTS = ['pasteurized', 'not_pasteurized', 'unknown', 'discarded', 'no_matter'] as const;

const asReport: ReadJson<MeasuredReport> = (value) => ({
  verdict: value.field('verdict').oneOf(VERDICTS),
  reductions: value.field('reductions').list(asReduction),
  pasteurizedAt: value.field('pasteurizedAt').optional(asNumber),
  isMeasured: value.field('isMeasured').flag(),
  wasPasteurized: value.field('wasPasteurized').flag(),
  inDangerZone: minutes(value.field('inDangerZone').number()),
  maybeInDangerZone: minutes(value.field('maybeInDangerZone').number()),
  growthLimit: minutes(value.field('growthLimit').number()),
  unobserved: minutes(value.field('unobserved').number()),
  newest: value.field('newest').optional((newest) => ({
    at: newest.field('at').number(),
    celsius: newest.field('celsius').number(),
    late: asFlag(newest.field('late')),
    outside: asFlag(newest.field('outside')),
  })),
});

const asSessionRow: ReadJson<ProbeSessionRow> = (row) => ({
  session_id: row.field('session_id').text(),
  probe_id: row.field('probe_id').text(),
  cook_id: row.field('cook_id').orNull(asText),
  started_at: row.field('started_at').number(),
  ended_at: row.field('ended_at').orNull(asNumber),
  content: row.field('content').text(),
  checksum: row.field('checksum').number(),
});
