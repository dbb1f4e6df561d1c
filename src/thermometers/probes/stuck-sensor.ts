import type { ProbeKind } from '../thermometer.js';
import type { Run, Sample } from './recent-readings.js';

const MINUTE = 60_000;
/** The shortest run of one value that can mean a stuck sensor, in ms, and the fewest readings in it. */
const SHORTEST_RUN = 3 * 60 * MINUTE;
const FEWEST_READINGS = 60;
/** The stretch right before the run that shows how the sensor behaves when it works, in ms. */
const BEFORE = 60 * MINUTE;
const FEWEST_BEFORE = 40;
/** The run goes on from the value before it: a probe that was moved jumps instead. In °C. */
const JUMP = 1;
/** A noisy sensor: so many different values within so many °C, none of which holds most of the readings. */
const NOISE = { values: 4, range: 3, mostOfOne: 0.5, reversals: 0.25 } as const;
/**
 * A steady rise or fall, in °C per hour, through so many different values and with this largest distance from its line,
 * over the whole stretch before the run or its later half: a core does not stop in an instant. In its last third it goes
 * on at this share of the rate or more, or it is coming to rest. Heated water stops, which is faster than a core that
 * rises in a line.
 */
const STEADY = {
  rate: 4,
  fastest: 30,
  distance: 0.5,
  values: 10,
  stretches: [BEFORE, BEFORE / 2],
  lastThird: 0.5,
} as const;
const HOUR = 3600_000;

/**
 * Whether a sensor is electrically stuck: it has given exactly one value for hours, while its own readings right before
 * say that it cannot. Either they were so noisy that no two in a row agreed, or they rose or fell steadily up to that
 * very reading, as food does that has not come to rest. A core that is merely constant is neither: in the stall, and at the
 * temperature of its bath, it comes to rest slowly. Air and water stop when the heater is regulated, or when it boils.
 * @param samples oldest first, from before the run on
 */
export function isStuck(samples: readonly Sample[], run: Run | undefined, kind: ProbeKind): boolean {
  if (run === undefined || run.count < FEWEST_READINGS || run.until - run.since < SHORTEST_RUN) return false;
  const before = samples.filter(({ at }) => at < run.since && at >= run.since - BEFORE);
  const last = before.at(-1);
  if (last === undefined || before.length < FEWEST_BEFORE) return false;
  if (last.at - before[0]!.at < BEFORE / 2 || Math.abs(last.celsius - run.celsius) > JUMP) return false;
  return isNoisy(before) || (isInFood(kind) && movesSteadily(before));
}

const isInFood = (kind: ProbeKind): boolean => kind === 'core' || kind === 'surface';

function isNoisy(samples: readonly Sample[]): boolean {
  const values = samples.map(({ celsius }) => celsius);
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return (
    counts.size >= NOISE.values &&
    Math.max(...values) - Math.min(...values) <= NOISE.range &&
    Math.max(...counts.values()) <= NOISE.mostOfOne * values.length &&
    reversalsIn(values) >= NOISE.reversals * values.length
  );
}

/** How often the direction changes from one reading to the next. */
const reversalsIn = (values: readonly number[]): number =>
  values.filter((value, index) => {
    const [first, second] = [values[index - 2], values[index - 1]];
    return first !== undefined && second !== undefined && (second - first) * (value - second) < 0;
  }).length;

/** Whether the readings lie on a steep line up to the run, which leaves it at once. */
function movesSteadily(before: readonly Sample[]): boolean {
  const end = before.at(-1)!.at;
  return STEADY.stretches.some((stretch) => isSteepLine(before.filter(({ at }) => at >= end - stretch)));
}

function isSteepLine(samples: readonly Sample[]): boolean {
  const [first, last] = [samples[0]!, samples.at(-1)!];
  const slope = slopeBetween(first, last);
  const values = new Set(samples.map(({ celsius }) => celsius)).size;
  const rate = Math.abs(slope * HOUR);
  if (!(rate >= STEADY.rate && rate <= STEADY.fastest) || values < STEADY.values) return false;
  const lastThird = samples.find(({ at }) => at >= last.at - (last.at - first.at) / 3)!;
  if (slopeBetween(lastThird, last) / slope < STEADY.lastThird) return false;
  const distance = ({ at, celsius }: Sample) => Math.abs(first.celsius + slope * (at - first.at) - celsius);
  return samples.every((sample) => distance(sample) <= STEADY.distance);
}

/** In °C per millisecond. */
const slopeBetween = (first: Sample, last: Sample): number =>
  (last.celsius - first.celsius) / (last.at - first.at);
