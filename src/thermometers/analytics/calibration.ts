import type { Coverage } from './cook-forecast.js';

/** By how much the bracket of the two courses is widened at both ends, as natural logarithms of the time left. */
export interface Margin {
  readonly earlier: number;
  readonly later: number;
}

/** How the food warms at present: each has margins of its own. */
export type Stage = 'steady' | 'slowing' | 'stalled';

/** The margin of each stage. */
export type Margins = Readonly<Record<Stage, Margin>>;

/** What the bracket missed on recorded cooks; `npm run forecasts` fits them, see docs/forecasts.md. */
export const MARGINS: Margins = {
  steady: { earlier: 0.2, later: 0.25 },
  slowing: { earlier: 0.15, later: 0.25 },
  stalled: { earlier: 0.15, later: 0.5 },
};

/** An interval whose end is more than so many times as far away as its beginning says too little. */
export const WIDEST = 6;
/** The same once there is a forecast. */
export const WIDEST_KEPT = 7.5;

/** Measured on nine probes of six recorded cooks, each left out of its own margins, in the mean of the cooks. */
export const COVERAGE: Coverage = { nominal: 0.8, measured: 0.88 };
/** Intervals that end within so many hours are shown in any case. */
export const WIDEST_HOURS = 0.25;
