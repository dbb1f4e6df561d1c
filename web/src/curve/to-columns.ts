import type { CurveData, Gap } from './curve-data.js';

/** A column of values; `null` where there is none, which is drawn as a gap. */
export type Column = readonly (number | null)[];

/** A curve as columns of one length, over the same moments in seconds since 1970, each later than the one before. */
export interface Columns {
  readonly x: readonly number[];
  readonly water: Column;
  readonly target: Column;
  readonly core: Column;
  readonly waterAhead: Column;
  readonly coreAhead: Column;
}

/** A value at a moment in milliseconds. */
export interface Sample {
  readonly at: number;
  readonly value: number | null;
  /** The lowest and the highest of what the value is the mean of. */
  readonly extremes?: readonly [lowest: number, highest: number];
}

/**
 * The columns of a curve. Between two samples of its own a column has the value of the line between them, the target
 * that of the sample before; outside its samples and in gaps it has `null`, and nothing else that is no number.
 * @param convert from °C to the unit that is shown
 */
export function toColumns(
  curve: CurveData,
  convert: (celsius: number) => number = (value) => value,
): Columns {
  const water = samplesOf(curve.water, ({ water: value }) => value);
  const target = samplesOf(curve.water, ({ target: value }) => value);
  const core = samplesOf(curve.core, (point) => point.core);
  const coreAhead = samplesOf(curve.ahead, (point) => point.core);
  const waterAhead = samplesOf(curve.ahead, (point) => point.water);
  const times = momentsOf([water, core, coreAhead], curve.gaps);
  const shown = (value: number | null) => (value === null ? null : convert(value));
  const column = (samples: readonly Sample[], between: Between, gaps: readonly Gap[] = []) =>
    along(times, samples, between, gaps).map(shown);
  return {
    x: times.map((at) => at / 1000),
    water: column(water, onTheLine, curve.gaps),
    target: column(target, asBefore, curve.gaps),
    core: column(core, onTheLine, curve.gaps),
    waterAhead: column(waterAhead, onTheLine),
    coreAhead: column(coreAhead, onTheLine),
  };
}

/** Lines as columns over the same moments in seconds since 1970; a sample without a value interrupts its line. */
export function alignedLines(lines: readonly (readonly Sample[])[]): {
  readonly x: readonly number[];
  readonly columns: readonly Column[];
} {
  const sorted = lines.map((samples) => samplesOf(samples, ({ value }) => value));
  const times = momentsOf(sorted, []);
  return {
    x: times.map((at) => at / 1000),
    columns: sorted.map((samples) => along(times, samples, onTheLine, [])),
  };
}

/** The samples in the order of time; of two at the same moment the later one in the list counts. */
function samplesOf<P extends { readonly at: number }>(
  points: readonly P[],
  valueOf: (point: P) => number | null,
): readonly Sample[] {
  const samples = points
    .filter(({ at }) => Number.isFinite(at))
    .map((one) => ({ at: one.at, value: finite(valueOf(one)) }));
  const isSorted = samples.every((sample, index) => index === 0 || samples[index - 1]!.at <= sample.at);
  const sorted = isSorted ? samples : samples.toSorted((one, other) => one.at - other.at);
  return sorted.filter((sample, index) => sample.at !== sorted[index + 1]?.at);
}

const finite = (value: number | null): number | null => (Number.isFinite(value) ? value : null);

/** Every moment once, in order, and one within each gap, where the lines are interrupted. */
function momentsOf(all: readonly (readonly Sample[])[], gaps: readonly Gap[]): readonly number[] {
  const inGaps = gaps.map(({ from, to }) => (from + to) / 2);
  const moments = new Set([...all.flatMap((samples) => samples.map(({ at }) => at)), ...inGaps]);
  return [...Float64Array.from(moments).sort()];
}

type Between = (before: Sample, after: Sample, at: number) => number | null;

function onTheLine(before: Sample, after: Sample, at: number): number | null {
  if (before.value === null || after.value === null) return null;
  const share = (at - before.at) / (after.at - before.at);
  return before.value + share * (after.value - before.value);
}

const asBefore: Between = ({ value }) => value;

/** The values of a column at all moments; both lists are in the order of time. */
function along(
  times: readonly number[],
  samples: readonly Sample[],
  between: Between,
  gaps: readonly Gap[],
): (number | null)[] {
  const values = new Array<number | null>(times.length).fill(null);
  let next = 0;
  for (let index = 0; index < times.length; index++) {
    const at = times[index]!;
    while (next < samples.length && samples[next]!.at < at) next++;
    const [before, after] = [samples[next - 1], samples[next]];
    if (after?.at === at) values[index] = after.value;
    else if (before !== undefined && after !== undefined && !isIn(gaps, at))
      values[index] = between(before, after, at);
  }
  return values;
}

const isIn = (gaps: readonly Gap[], at: number): boolean => gaps.some(({ from, to }) => at > from && at < to);
