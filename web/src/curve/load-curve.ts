import type { CookForecastDto } from '../../../src/history/dto/cook-forecast.dto.js';
import type { ReadingsDto } from '../../../src/history/dto/readings.dto.js';
import { ApiError } from '../api/api-error.js';
import { getJson, type RequestOptions } from '../api/client.js';
import { pageClock } from '../state/clock.js';
import { toCurve } from './cook-curve.js';
import type { CurveData } from './curve-data.js';
import { loadPlots } from './plot.js';

/** As many readings as a plot has pixels to show; the lowest and the highest of each stretch are among them. */
const POINTS = 500;

/** Reads the curve of a cook; what draws it is loaded meanwhile. @throws ApiError, UnreachableError */
export async function loadCurve(
  cookId: string,
  isRunning: boolean,
  options: RequestOptions = {},
): Promise<CurveData> {
  const path = `/cooks/${encodeURIComponent(cookId)}`;
  const [readings, forecast] = await Promise.all([
    getJson<ReadingsDto>(`${path}/readings?points=${POINTS}`, options),
    getJson<CookForecastDto>(`${path}/forecast`, options).catch(withoutForecast),
    loadPlots().catch(() => undefined),
  ]);
  return toCurve(readings, forecast, isRunning ? pageClock.now() : null);
}

/** The water can be shown without its forecast. */
function withoutForecast(error: unknown): null {
  if (error instanceof ApiError) return null;
  throw error;
}
