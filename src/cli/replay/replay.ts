import { celsius } from '../../shared/units.js';
import {
  CookAnalyst,
  MARGINS,
  type CookEvent,
  type Forecast,
  type Stage,
} from '../../thermometers/analytics/forecast.js';
import type { RecordedCook } from './recorded-cook.js';

const MINUTE_MS = 60_000;
const EVERY_MS = 5 * MINUTE_MS;

/** What would have been said at an instant of a recorded cook. */
export interface ReplayedLine {
  /** The instant of the reading, in milliseconds, by the clock of the file. */
  readonly at: number;
  /** The core in °C. */
  readonly celsius: number;
  readonly forecast: Forecast;
  /** How the food warmed, where there is an interval. */
  readonly stage: Stage | null;
  /** The events that this reading showed, or ended. */
  readonly events: readonly CookEvent[];
}

/**
 * The forecast after each reading of the core, fed as it was recorded: nothing of the future is known.
 * @param margins by how much intervals are widened
 */
export function* replayAll(
  cook: RecordedCook,
  target: number | undefined,
  margins = MARGINS,
): Generator<ReplayedLine> {
  const analyst = new CookAnalyst(target === undefined ? undefined : celsius(target), margins);
  let next = 0;
  let before: readonly CookEvent[] = [];
  for (const reading of cook.core) {
    for (; next < cook.ambient.length && cook.ambient[next]!.at <= reading.at; next++)
      analyst.takeAmbient(cook.ambient[next]!);
    analyst.takeCore(reading);
    const forecast = analyst.forecast(reading.at);
    const events = forecast.events.filter((event) => !before.includes(event));
    before = forecast.events;
    yield { at: reading.at, celsius: reading.celsius!, forecast, stage: analyst.stage, events };
  }
}

/** The lines that say something new: a change of state, phase or event, and one each 5 minutes. */
export function* replayedLines(cook: RecordedCook, target: number | undefined): Generator<ReplayedLine> {
  let last: ReplayedLine | undefined;
  for (const line of replayAll(cook, target)) {
    if (last !== undefined && !isNews(last, line)) continue;
    yield line;
    last = line;
  }
}

const isNews = (last: ReplayedLine, { at, events, forecast }: ReplayedLine): boolean =>
  events.length > 0 ||
  at - last.at >= EVERY_MS ||
  forecast.state !== last.forecast.state ||
  forecast.phase !== last.forecast.phase;
