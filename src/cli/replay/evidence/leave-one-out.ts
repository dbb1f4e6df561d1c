import type { Margin, Margins, Stage } from '../../../thermometers/analytics/forecast.js';
import type { RecordedCook } from '../recorded-cook.js';
import { judge, targetsOf, type JudgedForecast } from '../score.js';

/** A recorded probe with the cook that it belongs to. */
export interface EvidenceProbe {
  readonly cook: string;
  readonly recorded: RecordedCook;
}

const STAGES: readonly Stage[] = ['steady', 'slowing', 'stalled'];
const NONE: Margin = { earlier: 0, later: 0 };
const UNWIDENED: Margins = { steady: NONE, slowing: NONE, stalled: NONE };
/** At each end, the margin suffices for this share of the forecasts of a cook: 80 % in the interval. */
const SUFFICES = 0.9;
/** The margin of a stage is never below this, and written in steps of this. */
const LEAST = 0.15;
const STEP = 0.05;

/**
 * The margins with which, in all cooks but the worst one, each end of the interval holds for 90 % of the forecasts. A cook
 * counts as one, however many probes and forecasts it has; so no single odd cook decides.
 */
export function fitMargins(probes: readonly EvidenceProbe[]): Margins {
  const judged = probes.map(({ cook, recorded }) => ({
    cook,
    forecasts: judge(recorded, targetsOf(recorded), UNWIDENED),
  }));
  const marginOf = (stage: Stage): Margin => ({
    earlier: fitted(judged, stage, ({ at, reachedAt, interval }) =>
      Math.log((interval!.earliest - at) / (reachedAt - at)),
    ),
    later: fitted(judged, stage, ({ at, reachedAt, interval }) =>
      Math.log((reachedAt - at) / (interval!.latest - at)),
    ),
  });
  return { steady: marginOf('steady'), slowing: marginOf('slowing'), stalled: marginOf('stalled') };
}

interface JudgedProbe {
  readonly cook: string;
  readonly forecasts: readonly JudgedForecast[];
}

function fitted(
  judged: readonly JudgedProbe[],
  stage: Stage,
  missed: (one: JudgedForecast) => number,
): number {
  const cooks = new Set(judged.map(({ cook }) => cook));
  const needed = [...cooks]
    .map((cook) => judged.filter((probe) => probe.cook === cook).flatMap(({ forecasts }) => forecasts))
    .map((forecasts) => forecasts.filter((one) => one.stage === stage && one.interval !== null))
    .filter((forecasts) => forecasts.length > 0)
    .map((forecasts) => quantile(forecasts.map(missed), SUFFICES))
    .toSorted((one, other) => other - one);
  const all = needed.length > 1 ? needed[1]! : (needed[0] ?? 0);
  return Math.max(LEAST, Math.round(Math.ceil(all / STEP - 1e-9) * STEP * 100) / 100);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
}

/** The forecasts of each probe, by margins fitted to all cooks but its own. */
export function judgeLeftOut(probes: readonly EvidenceProbe[]): (readonly JudgedForecast[])[] {
  const margins = new Map(
    [...new Set(probes.map(({ cook }) => cook))].map((cook) => [
      cook,
      fitMargins(probes.filter((other) => other.cook !== cook)),
    ]),
  );
  return probes.map(({ cook, recorded }) => judge(recorded, targetsOf(recorded), margins.get(cook)));
}

/** How margins are written on the page. */
export const marginRows = (margins: Margins): string[] =>
  STAGES.map(
    (stage) => `| ${stage} | ${percent(-margins[stage].earlier)} | ${percent(margins[stage].later)} |`,
  );

const percent = (logarithm: number): string => {
  const change = Math.round((Math.exp(logarithm) - 1) * 100);
  return `${change < 0 ? '−' : '+'}${Math.abs(change)} %`;
};
