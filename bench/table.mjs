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

function limitOf({ most, least, mostOurs }, ours, ratio) {
  if (most !== undefined) return [`ratio ≤ ${most}`, ratio <= most];
  if (least !== undefined) return [`ratio ≥ ${least}`, ratio >= least];
  if (mostOurs !== undefined) return [`ours ≤ ${mostOurs}`, ours <= mostOurs];
  return [''];
}

/** Three digits that count; a dash for what this machine cannot measure. */
function shown(value) {
  if (!Number.isFinite(value)) return '–';
  return Math.abs(value) >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}

const aligned = (cell, width, column) =>
  column === 0 || column > 3 ? cell.padEnd(width) : cell.padStart(width);
