/** A value and how many times it follows itself. */
export type Runs = readonly (readonly [value: string, length: number])[];

/**
 * A column of numbers: what each adds to the one before, or null where there is none. Neighbours are alike, so that a
 * few digits do. What comes `times` in a row stands there once: a target that stays, a timer that runs.
 */
export type Differences = readonly (Difference | readonly [difference: Difference, times: number])[];
type Difference = number | null;

/** From this many on, a run is shorter than its parts. */
const SHORTEST_RUN = 3;

/** Numbers in a compact form. */
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

/** The numbers that `toDifferences` was given. */
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

/** As `fromDifferences`, into the place where many are wanted; NaN where there were none. */
export function addUp(differences: Differences, place: Float64Array, begin: number): void {
  let [last, index] = [0, begin];
  for (const entry of differences) {
    const difference = isRun(entry) ? entry[0] : entry;
    const end = index + (isRun(entry) ? entry[1] : 1);
    while (index < end) place[index++] = difference === null ? NaN : (last += difference);
  }
}

const isRun = (entry: Differences[number]) => typeof entry === 'object' && entry !== null;

/** Words as runs of the same. */
export function toRuns(values: readonly string[]): Runs {
  const runs: [string, number][] = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last?.[0] === value) last[1]++;
    else runs.push([value, 1]);
  }
  return runs;
}

/** The words that `toRuns` was given. */
export function fromRuns(runs: Runs): string[] {
  const values: string[] = [];
  for (const [value, length] of runs) for (let time = 0; time < length; time++) values.push(value);
  return values;
}

/** How many words `toRuns` was given. */
export const lengthOf = (runs: Runs): number => runs.reduce((sum, [, length]) => sum + length, 0);
