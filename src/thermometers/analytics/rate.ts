import type { Sample } from './recent-readings.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** A slope needs this much time: over less, the sensor's own noise counts for more than the food. */
const SHORTEST_MS = MINUTE_MS;
/** The longest span of a slope; also how far back readings are kept for it. */
export const LONGEST_MS = HOUR_MS;
/** A slope over fewer samples says nothing. */
const FEWEST = 4;
/** The rise that a slope spans, in °C, and in steps of the sensor: a whole-degree sensor needs five of them. */
const SPANNED_CELSIUS = 2;
const SPANNED_STEPS = 5;
/** A span that ends for want of readings counts from this length on. */
const ENOUGH_MS = 10 * MINUTE_MS;
/** A longer gap is not bridged by a slope. */
const GAP_MS = 30 * MINUTE_MS;

/**
 * The slope of the newest samples in °C per hour, by least squares over the curve that joins them: a sensor that sends
 * on change and one that sends at a steady rate give the same. The span grows until it holds a rise that is large
 * against the sensor's step.
 *
 * @param step the smallest difference that the sensor shows, in °C
 */
export function rateOf(samples: readonly Sample[], step: number): number | null {
  const last = samples.length - 1;
  const newest = samples[last];
  if (newest === undefined) return null;
  const needed = spanned(step);
  let first = last;
  let isEnough = false;
  while (first > 0 && !isEnough) {
    const before = samples[first - 1]!;
    if (samples[first]!.at - before.at > GAP_MS || newest.at - before.at > LONGEST_MS) break;
    first--;
    const spans = newest.at - before.at >= SHORTEST_MS && last - first + 1 >= FEWEST;
    isEnough = spans && Math.abs(newest.celsius - before.celsius) >= needed;
  }
  const isLong = newest.at - samples[first]!.at >= ENOUGH_MS && last - first + 1 >= FEWEST;
  return isEnough || isLong ? slope(samples, first, newest) : null;
}

/** A step of the sensor as a share of the rise that a slope spans: how far off the slope may be. */
export const slopeError = (step: number): number => step / spanned(step);

const spanned = (step: number): number => Math.max(SPANNED_CELSIUS, SPANNED_STEPS * step);

/** Least squares over a polyline: each sample weighs as much as the time around it. */
function slope(samples: readonly Sample[], first: number, newest: Sample): number {
  let [weight, sumT, sumY, sumTT, sumTY] = [0, 0, 0, 0, 0];
  for (let i = first; i < samples.length; i++) {
    const here = samples[i]!;
    const from = i > first ? samples[i - 1]!.at : here.at;
    const to = i + 1 < samples.length ? samples[i + 1]!.at : here.at;
    const w = to - from;
    const t = (here.at - newest.at) / HOUR_MS;
    const y = here.celsius - newest.celsius;
    weight += w;
    sumT += w * t;
    sumY += w * y;
    sumTT += w * t * t;
    sumTY += w * t * y;
  }
  const spread = weight * sumTT - sumT * sumT;
  return spread > 0 ? (weight * sumTY - sumT * sumY) / spread : 0;
}
