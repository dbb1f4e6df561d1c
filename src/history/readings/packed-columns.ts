/** Run-length encoding: each value with how many times it stands in a row. */
export type Runs = readonly (readonly [value: string, length: number])[];

/**
 * Delta encoding of a column of numbers: the difference of each to the one before, or null for no number. Neighbours
 * are similar, so a few digits suffice. A difference that repeats is stored once: a constant target, a running timer.
 */
export type Differences = readonly (Difference | readonly [difference: Difference, times: number])[];
type Difference = number | null;

/** The fewest repetitions that a run stores in less space than its parts. */
const SHORTEST_RUN = 3;

/** Encodes numbers. */
export function toDifferences(values: readonly (number | null)[]): Differences {
  let last = 0;
  const runs: [Difference, number][] = [];
  for (const value of values) {
    const difference = value === null ? null : value - last;
    last = value ?? last;
    const run = runs.at(-1);
    if (run !== undefined && run[0] === difference) run[1]++;
    else runs.push([difference, 1]);
  }
  return runs.flatMap<Differences[number]>((run) =>
    run[1] < SHORTEST_RUN ? Array.from({ length: run[1] }, () => run[0]) : [run],
  );
}

/** Decodes what `toDifferences` made. */
export function fromDifferences(differences: Differences): (number | null)[] {
  const values: (number | null)[] = [];
  let last = 0;
  for (const entry of differences) {
    const difference = isRun(entry) ? entry[0] : entry;
    const length = values.length + (isRun(entry) ? entry[1] : 1);
    while (values.length < length) values.push(difference === null ? null : (last += difference));
  }
  return values;
}

/** As `fromDifferences`, into an existing array; NaN for no number. */
export function addUp(differences: Differences, place: Float64Array, begin: number): void {
  let [last, index] = [0, begin];
  for (const entry of differences) {
    const difference = isRun(entry) ? entry[0] : entry;
    const end = index + (isRun(entry) ? entry[1] : 1);
    while (index < end) place[index++] = difference === null ? NaN : (last += difference);
  }
}

const isRun = (entry: Differences[number]) => typeof entry === 'object' && entry !== null;

/** Whether a stored value is a column of numbers. */
export const isDifferences = (value: unknown): value is Differences =>
  Array.isArray(value) && value.every((entry) => isDifference(entry) || isPair(entry, isDifference));

/** Whether a stored value is a column of words. */
export const isRuns = (value: unknown): value is Runs =>
  Array.isArray(value) && value.every((entry) => isPair(entry, (word) => typeof word === 'string'));

const isDifference = (value: unknown): boolean => value === null || typeof value === 'number';

const isPair = (value: unknown, isFirst: (first: unknown) => boolean): boolean =>
  Array.isArray(value) && value.length === 2 && isFirst(value[0]) && Number.isSafeInteger(value[1]);

/** Encodes words. */
export function toRuns(values: readonly string[]): Runs {
  const runs: [string, number][] = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last?.[0] === value) last[1]++;
    else runs.push([value, 1]);
  }
  return runs;
}

/** Decodes what `toRuns` made. */
export function fromRuns(runs: Runs): string[] {
  const values: string[] = [];
  for (const [value, length] of runs) for (let time = 0; time < length; time++) values.push(value);
  return values;
}

/** How many words the runs hold. */
export const lengthOf = (runs: Runs): number => runs.reduce((sum, [, length]) => sum + length, 0);
