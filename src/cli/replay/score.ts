import { MARGINS, type CookPhase, type Margins, type Stage } from '../../thermometers/analytics/forecast.js';
import type { RecordedCook } from './recorded-cook.js';
import { replayAll, type ReplayedLine } from './replay.js';

const MINUTE_MS = 60_000;
/** Forecasts are judged this often: as often as 200 times in a cook, at least each 5 minutes, at most each 15 seconds. */
const JUDGED_TIMES = 200;
const MOST_EVERY_MS = 5 * MINUTE_MS;
const LEAST_EVERY_MS = 15_000;
/** Without a target of its own, a cook is judged by every target of this ladder that it reached, in °C. */
const LADDER: readonly number[] = [45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95];
/** A target so near to where the cook began shows nothing, in °C. */
const LEAST_WAY = 15;

/** One forecast of a recorded cook beside what happened. Instants and times in milliseconds. */
export interface JudgedForecast {
  readonly at: number;
  readonly celsius: number;
  readonly phase: CookPhase;
  readonly stage: Stage | null;
  readonly target: number;
  /** When the core reached the target. */
  readonly reachedAt: number;
  /** Null where it abstained. */
  readonly interval: { readonly earliest: number; readonly likely: number; readonly latest: number } | null;
}

/** How forecasts fared. */
export interface Score {
  /** Instants that were judged. */
  readonly judged: number;
  /** How many of them had an interval. */
  readonly forecasts: number;
  /** How many intervals held the instant at which the target was reached. */
  readonly held: number;
  /** The width of the interval relative to the time that was left, in the median; null without a forecast. */
  readonly medianWidth: number | null;
}

/** The targets that a cook is judged by: the given one, that of its own thermometer, or a ladder. */
export function targetsOf(cook: RecordedCook, given?: number): readonly number[] {
  const one = given ?? cook.setPoint;
  if (one !== undefined) return [one];
  const temperatures = cook.core.map(({ celsius }) => celsius!);
  const coldest = temperatures.reduce((least, value) => Math.min(least, value), Infinity);
  return LADDER.filter((target) => target >= coldest + LEAST_WAY);
}

/** Every forecast of a cook until it reached each target; a target that it never reached is left out. */
export function judge(cook: RecordedCook, targets: readonly number[], margins = MARGINS): JudgedForecast[] {
  const every = judgedEvery(cook);
  return targets.flatMap((target) => {
    const lines = sampled(cook, target, every, margins);
    const reachedAt = lines.at(-1)?.forecast.reachedAt ?? null;
    if (reachedAt === null) return [];
    return lines
      .filter(({ at, forecast }) => at < reachedAt && forecast.phase !== 'waiting')
      .map(({ at, celsius, stage, forecast: { phase, earliest, likely, latest } }) => {
        const interval =
          earliest === null || likely === null || latest === null ? null : { earliest, likely, latest };
        return { at, celsius, phase, stage, target, reachedAt, interval };
      });
  });
}

function judgedEvery({ core }: RecordedCook): number {
  const span = core.at(-1)!.at - core[0]!.at;
  return Math.min(MOST_EVERY_MS, Math.max(LEAST_EVERY_MS, span / JUDGED_TIMES));
}

/** The lines that are judged, and the one that shows the target as reached. */
function sampled(cook: RecordedCook, target: number, every: number, margins: Margins): ReplayedLine[] {
  const lines: ReplayedLine[] = [];
  let next = -Infinity;
  for (const line of replayAll(cook, target, margins)) {
    const isReached = line.forecast.state === 'reached';
    if (line.at < next && !isReached) continue;
    lines.push(line);
    if (isReached) break;
    next = line.at + every;
  }
  return lines;
}

/** How often and how closely the intervals held what happened, and how often there was none. */
export function scoreOf(judged: readonly JudgedForecast[]): Score {
  const made = judged.filter(({ interval }) => interval !== null);
  const widths = made.map(
    ({ interval, reachedAt, at }) => (interval!.latest - interval!.earliest) / (reachedAt - at),
  );
  return {
    judged: judged.length,
    forecasts: made.length,
    held: made.filter(
      ({ interval, reachedAt }) => interval!.earliest <= reachedAt && reachedAt <= interval!.latest,
    ).length,
    medianWidth: median(widths),
  };
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}
