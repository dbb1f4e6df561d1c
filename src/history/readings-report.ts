import { instant } from '../cooking/status/instant.js';
import type { ReadingCourse } from './readings/reading.repository.js';
import { pointAt, type CurvePoint } from './cook-curve.js';
import { downSample } from './down-sample.js';
import type { ReadingDto, ReadingsDto } from './dto/readings.dto.js';
import { MOST_POINTS, type Format } from './dto/readings-query.dto.js';
import { TooManyPointsError } from './history.errors.js';
import { csvPieces } from './readings-csv.js';

/** As many as fit into a response of 8,000 characters, which is what an assistant can read. */
const USUAL_POINTS: Readonly<Record<Format, number>> = { json: 56, csv: MOST_POINTS.csv };

/** Readings in a piece of JSON: about 130 KB. */
const PIECE = 1_000;

/** How many readings are sent. @throws TooManyPointsError */
export function pointsOf(format: Format, asked: number | undefined): number {
  if (asked === undefined) return USUAL_POINTS[format];
  if (asked > MOST_POINTS[format]) throw new TooManyPointsError(asked, MOST_POINTS[format]);
  return asked;
}

/** The course of a cook for a program. */
export function reportReadings(cookId: string, curve: ReadingCourse, points: number): ReadingsDto {
  const kept = downSample(curve.waterCenti, points);
  const readings = kept.map((index) => reportReading(pointAt(curve, index)));
  return { cook_id: cookId, points: readings.length, recorded: curve.at.length, readings };
}

/** The same as JSON text, in pieces of a few hundred readings. */
export function* readingsJson(cookId: string, curve: ReadingCourse, points: number): Generator<string> {
  const kept = downSample(curve.waterCenti, points);
  const head = JSON.stringify({ cook_id: cookId, points: kept.length, recorded: curve.at.length });
  yield `${head.slice(0, -1)},"readings":[`;
  for (let from = 0; from < kept.length; from += PIECE) {
    const piece = kept.slice(from, from + PIECE).map((index) => reportReading(pointAt(curve, index)));
    yield (from === 0 ? '' : ',') + JSON.stringify(piece).slice(1, -1);
  }
  yield ']}';
}

/** The course of a cook for a spreadsheet, in pieces. */
export const readingsCsv = (curve: ReadingCourse, points: number): Generator<string> =>
  csvPieces(curve, downSample(curve.waterCenti, points));

const reportReading = (point: CurvePoint): ReadingDto => ({
  at: instant(new Date(point.at)),
  water_temp_celsius: point.waterCenti / 100,
  target_temp_celsius: point.targetCenti === null ? null : point.targetCenti / 100,
  state: point.mode,
  time_remaining_minutes: point.remainingSeconds === null ? null : Math.ceil(point.remainingSeconds / 60),
});
