/** A value and how many times it follows itself. */
export type Runs = readonly (readonly [value: string, length: number])[];

/** Numbers as what each adds to the one before: neighbours are alike, so that a few digits do. */
export function toDifferences(values: readonly (number | null)[]): (number | null)[] {
  let last = 0;
  return values.map((value) => {
    if (value === null) return null;
    const difference = value - last;
    last = value;
    return difference;
  });
}

/** The numbers that `toDifferences` was given. */
export function fromDifferences(differences: readonly (number | null)[]): (number | null)[] {
  let last = 0;
  return differences.map((difference) => (difference === null ? null : (last += difference)));
}

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
export const fromRuns = (runs: Runs): string[] =>
  runs.flatMap(([value, length]) => Array.from({ length }, () => value));
