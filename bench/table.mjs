const HEADINGS = ['figure', 'ours', 'bare', 'ratio', 'limit', ''];

/** Lays out figures in columns, each with its ratio and, where there is one, its limit and whether that is kept. */
export function tableOf(figures) {
  const rows = [HEADINGS, ...figures.map(rowOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) =>
    row
      .map((cell, column) => aligned(cell, widths[column], column))
      .join('  ')
      .trimEnd();
  return rows.map(line).join('\n');
}

function rowOf({ name, ours, bare, ...limits }) {
  const [limit, kept] = limitOf(limits, ours, ours / bare);
  const missed = kept === false && Number.isFinite(ours);
  return [name, shown(ours), shown(bare), shown(ours / bare), limit, missed ? 'missed' : ''];
}

/** All limits of a figure in words, and whether all are kept; undefined where there is none. */
function limitOf({ most = Infinity, least = -Infinity, mostOurs = Infinity }, ours, ratio) {
  const limits = [
    [`ratio ≤ ${most}`, ratio <= most, most],
    [`ratio ≥ ${least}`, ratio >= least, least],
    [`ours ≤ ${mostOurs}`, ours <= mostOurs, mostOurs],
  ].filter(([, , limit]) => Number.isFinite(limit));
  const kept = limits.length === 0 ? undefined : limits.every(([, isKept]) => isKept);
  return [limits.map(([words]) => words).join(', '), kept];
}

/** Three digits that count; a dash for what this machine cannot measure. */
function shown(value) {
  if (!Number.isFinite(value)) return '–';
  return Math.abs(value) >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}

const aligned = (cell, width, column) =>
  column === 0 || column > 3 ? cell.padEnd(width) : cell.padStart(width);
