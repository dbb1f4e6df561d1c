/** What came of a row. */
export interface Outcome {
  readonly row: number;
  readonly name: string;
  readonly trials: number;
  readonly failures: number;
  readonly seconds: number;
}

const HEAD = ['#', 'fault', 'trials', 'failures', 'seconds'];

/** The outcomes as a table for people. */
export function table(outcomes: readonly Outcome[]): string {
  const total = outcomes.reduce((sum, { seconds }) => sum + seconds, 0);
  const rows = outcomes.map(({ row, name, trials, failures, seconds }) => [
    String(row),
    name,
    String(trials),
    String(failures),
    seconds.toFixed(1),
  ]);
  const lines = [
    HEAD,
    ...rows,
    ['', 'all', sum(outcomes, 'trials'), sum(outcomes, 'failures'), total.toFixed(1)],
  ];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((cells) => cells[column]!.length)));
  return lines.map((cells) => line(cells, widths)).join('\n');
}

const sum = (outcomes: readonly Outcome[], of: 'trials' | 'failures') =>
  String(outcomes.reduce((total, outcome) => total + outcome[of], 0));

/** Words stand at the left, numbers at the right. */
const line = (cells: readonly string[], widths: readonly number[]): string =>
  cells
    .map((cell, column) => (column === 1 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
    .join('  ');
