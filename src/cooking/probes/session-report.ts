import type { Forecast } from '../../thermometers/analytics/cook-forecast.js';
import type { ShownSession } from '../../thermometers/sessions/probe-sessions.js';
import type { SeenProbe } from '../../thermometers/sessions/session-probes.js';
import { toReductionDto } from '../dto/verdict.dto.js';
import type { MeasuredBeside } from '../status/food-safety.js';
import { instant } from '../status/instant.js';
import type { ProbeForecastDto } from './dto/probe-forecast.dto.js';
import type {
  MeasuredSafetyDto,
  MeasuredVerdict,
  ModelBesideProbeDto,
  ProbeInFoodDto,
  ProbeSessionDto,
} from './dto/probe-session.dto.js';
import { sessionSummary, sessionWarnings } from './session-wording.js';

/** What the model alone says of the food of a cook, beside the probe in it. */
export interface ModelBeside {
  readonly beside: MeasuredBeside;
  readonly core: number | null;
  readonly pasteurized: boolean | null;
  /** In milliseconds since 1970. */
  readonly pasteurizedAt: number | null;
}

/** A session in the fields and units of the API. @param now milliseconds since 1970 */
export function reportSession(
  shown: ShownSession,
  model: ModelBeside | undefined,
  now: number,
): ProbeSessionDto {
  const { session, report, forecast, probeState, trusted } = shown;
  const warnings = sessionWarnings(shown, model?.beside);
  const { newest } = report;
  return {
    session_id: session.id,
    probe_id: session.probeId,
    probes: shown.probes.map((seen) => reportProbe(seen, now)),
    food: session.food,
    food_class: session.foodClass,
    thickness_mm: session.thickness,
    state: session.endedAt === null ? 'running' : 'ended',
    started_at: moment(session.startedAt),
    ended_at: momentOrNull(session.endedAt),
    ended_by: session.endedBy,
    cook_id: session.cook?.id ?? null,
    target_core_celsius: session.target,
    temperature_celsius: newest === undefined ? null : oneDecimal(newest.celsius),
    reading_at: newest === undefined ? null : moment(newest.at),
    reading_age_seconds: newest === undefined ? null : Math.max(0, Math.round((now - newest.at) / 1000)),
    probe_state: probeState,
    trusted,
    safety: reportSafety(shown, warnings),
    ...(model !== undefined && { model: reportModel(model) }),
    forecast: reportForecast(forecast),
    summary: sessionSummary(shown, warnings, now),
  };
}

function reportProbe({ probeId, probe, probeState, trusted }: SeenProbe, now: number): ProbeInFoodDto {
  const newest = probe?.newest?.celsius == null ? undefined : probe.newest;
  return {
    probe_id: probeId,
    temperature_celsius: newest === undefined ? null : oneDecimal(newest.celsius!),
    reading_at: newest === undefined ? null : moment(newest.at),
    reading_age_seconds: newest === undefined ? null : Math.max(0, Math.round((now - newest.at) / 1000)),
    state: probeState,
    trusted,
  };
}

function reportSafety(shown: ShownSession, warnings: readonly string[]): MeasuredSafetyDto {
  const { report, session } = shown;
  const verdict = verdictOf(shown);
  const counts = verdict === 'pasteurized' || verdict === 'not_pasteurized';
  return {
    verdict,
    pasteurized: PASTEURIZED[verdict],
    pasteurized_at: counts ? momentOrNull(report.pasteurizedAt ?? null) : null,
    log_reductions: report.reductions.map(toReductionDto),
    minutes_core_in_danger_zone: report.inDangerZone,
    minutes_unobserved: report.unobserved,
    error: report.verdict === 'discarded' ? 'COOK_INTERRUPTED' : null,
    basis: basisOf(shown, session.tolerance),
    warnings: [...warnings],
  };
}

const PASTEURIZED: Readonly<Record<MeasuredVerdict, boolean | null>> = {
  pasteurized: true,
  not_pasteurized: false,
  must_be_discarded: false,
  unknown: null,
  not_a_food_safety_matter: null,
};

function verdictOf({ report }: ShownSession): MeasuredVerdict {
  if (report.verdict === 'discarded') return 'must_be_discarded';
  return report.verdict === 'no_matter' ? 'not_a_food_safety_matter' : report.verdict;
}

function basisOf({ report, trusted, probeState, session }: ShownSession, tolerance: number): string {
  if (!trusted && session.endedAt === null) return 'nothing: the probe is not trusted';
  if (report.newest === undefined)
    return 'nothing: the probe has reported no core temperature since the session began';
  if (!report.isMeasured)
    return report.newest.outside
      ? 'nothing: the probe is not in the food'
      : 'nothing: every reading of the probe came late';
  if (probeState === 'dead' && session.endedAt === null) return 'the measured core until the probe failed';
  return `measured core, less ${tolerance} °C for the sensor`;
}

const reportModel = ({ beside, core, pasteurized, pasteurizedAt }: ModelBeside): ModelBesideProbeDto => ({
  core_temp_celsius: core === null ? null : oneDecimal(core),
  pasteurized,
  pasteurized_at: momentOrNull(pasteurizedAt),
  difference_celsius: beside.difference === null ? null : oneDecimal(beside.difference),
  cause: beside.cause,
  effect: beside.effect,
  error: beside.implausible ? 'PROBE_IMPLAUSIBLE' : null,
});

function reportForecast(forecast: Forecast | undefined): ProbeForecastDto {
  if (forecast === undefined) return NO_FORECAST;
  const { state, reason, phase, events, earliest, likely, latest, coverage } = forecast;
  return {
    state,
    reason,
    phase,
    events: events.map(({ kind, at, until }) => ({ kind, at: moment(at), until: momentOrNull(until) })),
    earliest: momentOrNull(earliest),
    likely: momentOrNull(likely),
    latest: momentOrNull(latest),
    coverage: coverage && { ...coverage },
  };
}

/** Of a session that is over. */
const NO_FORECAST: ProbeForecastDto = {
  state: 'too_early',
  reason: 'ended',
  phase: 'waiting',
  events: [],
  earliest: null,
  likely: null,
  latest: null,
  coverage: null,
};

const oneDecimal = (value: number): number => Math.round(value * 10) / 10;
const moment = (at: number): string => instant(new Date(at));
const momentOrNull = (at: number | null): string | null => (at === null ? null : moment(at));
