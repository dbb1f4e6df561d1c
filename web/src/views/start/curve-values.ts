import type { HeatingCurveDto } from '../../../../src/cooking/dto/heating-curve.dto.js';

/** A value of a curve at a moment between or at its points; the last value after the end. */
export function valueAt(minutes: readonly number[], values: readonly number[], moment: number): number {
  const after = minutes.findIndex((minute) => minute >= moment);
  if (after === -1) return values.at(-1)!;
  if (after === 0) return values[0]!;
  const [from, to] = [minutes[after - 1]!, minutes[after]!];
  return values[after - 1]! + ((values[after]! - values[after - 1]!) * (moment - from)) / (to - from);
}

/** The part of a curve up to a moment, with a point at exactly that moment. */
export function upTo(
  minutes: readonly number[],
  values: readonly number[],
  end: number,
): readonly (readonly [minute: number, value: number])[] {
  const before = minutes.flatMap((minute, index) =>
    minute < end ? [[minute, values[index]!] as const] : [],
  );
  return [...before, [end, valueAt(minutes, values, end)]];
}

/** After the last of what matters a picture goes on for this share of the time. */
const AFTERWARDS = 1.08;
/** The end of warming up is shown where it does not make the rest smaller than this share. */
const SMALLEST_REST = 0.6;

/** The last minute of the picture: beyond the time of the plan and the moment of safety. */
export function lastShown(
  { minutes, water_celsius, core_celsius, safe_at_minutes }: HeatingCurveDto,
  hold: number,
): number {
  const needed = Math.max(1, hold, safe_at_minutes ?? 0);
  const hot = minutes.find((_minute, index) => core_celsius[index]! >= water_celsius[index]! - 0.5) ?? 0;
  const shown = hot * SMALLEST_REST <= needed ? Math.max(needed, hot) : needed;
  return Math.min(shown * AFTERWARDS, minutes.at(-1)!);
}

/** Steps between the marks of an axis of minutes. */
const MINUTE_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440];
/** Steps between the marks of an axis of numbers. */
const STEPS = [1, 2, 5, 10, 20, 25, 50, 100];

/** Round numbers within a range, not more than wanted. */
function marks(from: number, to: number, most: number, steps: readonly number[]): readonly number[] {
  const step = steps.find((one) => (to - from) / one <= most - 1) ?? steps.at(-1)!;
  const first = Math.ceil(from / step - 1e-9) * step;
  const count = Math.max(0, Math.floor((to - first) / step + 1e-9) + 1);
  return Array.from({ length: count }, (_, index) => first + index * step);
}

/** Round minutes from 0 on. */
export const minuteMarks = (end: number, most: number): readonly number[] =>
  marks(0, end, most, MINUTE_STEPS);

/** Round temperatures within a range, in the unit of the page. */
export const temperatureMarks = (from: number, to: number, most: number): readonly number[] =>
  marks(from, to, most, STEPS);
