import type { ProbeReadingDto } from '../../dto/probe-readings.dto.js';
import type { CurvePoint } from './probe-curve.js';

const HEADER = 'time_utc,temperature_celsius,min_celsius,max_celsius,readings,late';
/** RFC 4180. */
const LINE_END = '\r\n';
/** Points in a piece of text: about 60 KB. */
const PIECE = 1_000;

/** A point for a program. */
export const reportPoint = ({ at, celsius, min, max, count, late }: CurvePoint): ProbeReadingDto => ({
  at: new Date(at).toISOString(),
  temperature_celsius: rounded(celsius),
  min_celsius: rounded(min),
  max_celsius: rounded(max),
  readings: count,
  late,
});

/** The points for a spreadsheet, in pieces; a gap is a line without a temperature. */
export function* probeCsv(points: readonly CurvePoint[]): Generator<string> {
  let text = HEADER + LINE_END;
  for (const [index, point] of points.entries()) {
    text += lineOf(point);
    if ((index + 1) % PIECE > 0) continue;
    yield text;
    text = '';
  }
  yield text;
}

const lineOf = ({ at, celsius, min, max, count, late }: CurvePoint): string =>
  `${new Date(at).toISOString()},${textOf(celsius)},${textOf(min)},${textOf(max)},${count},${late ? 'yes' : 'no'}${LINE_END}`;

const textOf = (value: number | null): string => (value === null ? '' : value.toFixed(2));

/** To a hundredth: no sensor here is more exact. */
const rounded = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 100) / 100;
