import type { ComparedCell } from './published-table.js';

/** How the engine stands beside one table. */
export interface TableSummary {
  readonly title: string;
  /** Cells that count. */
  readonly cells: number;
  /** The cells whose result the printed figure can stand for. */
  readonly inside: number;
  /** Of the results against the figures as printed, which are rounded up: a share, most often below 0. */
  readonly median: number;
  /** The furthest that a result lies above and below what is printed, as shares. */
  readonly above: number;
  readonly below: number;
  readonly tooFarOff: readonly ComparedCell[];
  readonly leftOut: readonly ComparedCell[];
}

/** Sums up the cells of a table. */
export function summaryOf(title: string, all: readonly ComparedCell[]): TableSummary {
  const cells = all.filter(({ leftOut }) => leftOut === undefined);
  const beyond = cells.map((cell) => cell.beyond);
  return {
    title,
    cells: cells.length,
    inside: beyond.filter((share) => share === 0).length,
    median: medianOf(cells.map(({ computed, figure }) => computed / figure - 1)),
    above: Math.max(0, ...beyond),
    below: Math.min(0, ...beyond),
    tooFarOff: cells.filter(({ allowed }) => !allowed),
    leftOut: all.filter(({ leftOut }) => leftOut !== undefined),
  };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
}

const WIDTHS = [34, 7, 8, 9, 9, 9];

const columns = (words: readonly (string | number)[]): string =>
  words
    .map((word, at) => (at === 0 ? `${word}`.padEnd(WIDTHS[at] ?? 0) : `${word}`.padStart(WIDTHS[at] ?? 0)))
    .join('');

const percent = (share: number): string => {
  const rounded = (Math.round(share * 1000) / 10).toFixed(1);
  return `${share > 0 ? '+' : ''}${rounded === '-0.0' ? '0.0' : rounded} %`;
};

/** What the columns mean. */
export const headOf = (): readonly string[] => [
  'The engine beside published tables. Inside: what the printed, rounded figure can stand for. Median: against',
  'the figure as printed. Above and below: the furthest outside. A floor may be exceeded and never undercut: it',
  'covers Salmonella only, and the engine waits for pathogens that take longer.',
  '',
  columns(['table', 'cells', 'inside', 'median', 'above', 'below']),
];

/** One table in one line. */
export const lineOf = ({ title, cells, inside, median, above, below, tooFarOff }: TableSummary): string =>
  `${columns([title, cells, inside, percent(median), percent(above), percent(below)])}  ${tooFarOff.length === 0 ? 'ok' : 'TOO FAR OFF'}`;

/** Every cell of a table that is left out or too far off, with both figures. */
export function notesOn({ title, tooFarOff, leftOut }: TableSummary): readonly string[] {
  const reasons = [...new Set(leftOut.map((cell) => cell.leftOut))];
  const given = reasons.map((reason) => {
    const cells = leftOut.filter((cell) => cell.leftOut === reason);
    return `Left out of ${title}, as ${reason}: ${namesOf(cells)}.`;
  });
  return [
    ...given,
    ...tooFarOff.map((cell) => `TOO FAR OFF in ${title}: ${named(cell)}, ${percent(cell.beyond)}.`),
  ];
}

/** More cells than this are counted, not named. */
const MOST_NAMED = 4;

const namesOf = (cells: readonly ComparedCell[]): string =>
  cells.length > MOST_NAMED ? `${cells.length} cells` : cells.map(named).join('; ');

const named = ({ name, figure, computed }: ComparedCell): string =>
  `${name} (printed ${figure} min, computed ${(Math.round(computed * 10) / 10).toFixed(1)})`;
