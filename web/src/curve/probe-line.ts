import type { Sample } from './to-columns.js';

/** The readings of one probe, for a curve. */
export interface ProbeLine {
  readonly probeId: string;
  readonly name: string;
  /** Whether its values are percentages, and not temperatures. */
  readonly isHumidity: boolean;
  /** In °C, or percent. */
  readonly samples: readonly Sample[];
}

/** What a line covers, for a sentence. */
export interface LineFacts {
  readonly first: number;
  readonly last: number;
  readonly lowest: number;
  readonly highest: number;
}

/** The facts of a line; undefined for one without a value. */
export function lineFacts({ samples }: Pick<ProbeLine, 'samples'>): LineFacts | undefined {
  const values = samples.flatMap(({ value }) => (value === null ? [] : [value]));
  const [first, last] = [values[0], values.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const all = samples.flatMap(({ value, extremes = value === null ? [] : [value] }) => extremes);
  return { first, last, lowest: Math.min(...all), highest: Math.max(...all) };
}

/** A line with a newer reading; what lies before `from` is left out. */
export function withReading(line: ProbeLine, sample: Sample, from: number): ProbeLine {
  const last = line.samples.at(-1);
  if (!Number.isFinite(sample.at) || (last !== undefined && sample.at <= last.at)) return line;
  return { ...line, samples: [...line.samples.filter(({ at }) => at >= from), sample] };
}
