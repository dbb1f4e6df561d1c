import type { CookForecastDto } from '../../../src/history/dto/cook-forecast.dto.js';
import type { ReadingDto, ReadingsDto } from '../../../src/history/dto/readings.dto.js';
import type { CurveData, WaterPoint } from './curve-data.js';

/** The server stores a reading of a cook at least once a minute, so a longer time without one, in ms, is a gap. */
export const GAP_MS = 180_000;
/** Two readings closer than this, in ms, are the same one: its age is rounded. */
const SAME_MS = 1_500;
/** Old readings are three a minute with the same moment: the lowest, the mean and the highest of that minute. */
const THIRD_OF_MINUTE = 20_000;

/**
 * The curve of a cook from what the API says of it.
 * @param pageNow the time of the page when it arrived; null for a cook that is over
 */
export function toCurve(
  { readings }: Pick<ReadingsDto, 'readings'>,
  forecast: CookForecastDto | null,
  pageNow: number | null,
): CurveData {
  const now = pageNow === null ? null : serverNow(forecast);
  return {
    water: spread(readings.map(toPoint)),
    core: (forecast?.measured ?? []).map(({ at, core_celsius }) => ({
      at: Date.parse(at),
      core: core_celsius,
    })),
    coreSource: forecast?.core_source ?? null,
    ahead: (forecast?.points ?? []).map(({ at, core_celsius, water_celsius }) => ({
      at: Date.parse(at),
      core: core_celsius,
      water: water_celsius,
    })),
    gaps: (forecast?.gaps ?? []).map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) })),
    safeAt: forecast?.pasteurized_at == null ? null : Date.parse(forecast.pasteurized_at),
    now,
    offset: now === null ? null : now - pageNow!,
  };
}

/** The present by the server's clock: that of the page need not be right. */
const serverNow = (forecast: CookForecastDto | null): number | null =>
  forecast?.as_of == null || forecast.age_seconds === null
    ? null
    : Date.parse(forecast.as_of) + forecast.age_seconds * 1000;

const toPoint = ({ at, water_temp_celsius, target_temp_celsius }: ReadingDto): WaterPoint => ({
  at: Date.parse(at),
  water: water_temp_celsius,
  target: target_temp_celsius,
});

/** Points of the same moment, one after the other within their minute. */
function spread(points: readonly WaterPoint[]): readonly WaterPoint[] {
  let same = 0;
  return points.map((point, index) => {
    same = points[index - 1]?.at === point.at ? same + 1 : 0;
    return same === 0 ? point : { ...point, at: point.at + (same % 3) * THIRD_OF_MINUTE };
  });
}

/** A reading that has just arrived, with the core at that moment. */
export interface LivePoint extends WaterPoint {
  readonly core: number | null;
}

/**
 * The curve with a newer reading; the same curve where the reading is known already. Undefined after a gap: what was
 * measured in it, if anything, is known to the server, so the curve has to be read anew.
 */
export function withPoint(curve: CurveData, point: LivePoint): CurveData | undefined {
  const last = curve.water.at(-1);
  if (last !== undefined && point.at - last.at <= SAME_MS) return curve;
  if (last !== undefined && point.at - last.at > GAP_MS) return undefined;
  const { at, water, target, core } = point;
  const isModelled = core !== null && at > (curve.core.at(-1)?.at ?? -Infinity);
  return {
    ...curve,
    water: [...curve.water, { at, water, target }],
    core: isModelled ? [...curve.core, { at, core }] : curve.core,
    coreSource: curve.coreSource ?? (isModelled ? 'modelled' : null),
    // What was predicted for moments that are over would contradict what was observed.
    ahead: curve.ahead.filter((predicted) => predicted.at > at),
  };
}
