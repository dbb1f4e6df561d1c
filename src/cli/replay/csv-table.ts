/** One row of a table, with the line of the file that it begins in. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A table as text holds it: names of the columns, and rows. */
export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
}

const DELIMITERS = [',', ';', '\t'] as const;

/**
 * Reads separated values as RFC 4180 describes them, and what people's programs make of it: a byte order mark, any line
 * ends, semicolons or tabs, empty lines, and lines that begin with `#`. Cells are trimmed. It never throws; without a
 * header the table is empty.
 */
export function readCsv(text: string): CsvTable {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const isSaid = (line: string): boolean => line.trim() !== '' && !line.trimStart().startsWith('#');
  const first = lines.findIndex(isSaid);
  if (first < 0) return { header: [], rows: [] };
  const delimiter = DELIMITERS.find((one) => lines[first]!.includes(one)) ?? ',';
  const rows: CsvRow[] = [];
  for (let index = first; index < lines.length; index++) {
    if (!isSaid(lines[index]!)) continue;
    const line = index + 1;
    let whole = lines[index]!;
    // A quoted cell may hold line ends.
    while (hasOpenQuote(whole) && index + 1 < lines.length) whole += `\n${lines[++index]!}`;
    rows.push({ line, cells: cellsOf(whole, delimiter) });
  }
  const [header, ...others] = rows;
  return { header: header!.cells, rows: others };
}

const hasOpenQuote = (text: string): boolean => text.split('"').length % 2 === 0;

function cellsOf(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter).map((cell) => cell.trim());
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let i = 0; i < line.length; i++) {
    const sign = line[i]!;
    if (sign === '"' && isQuoted && line[i + 1] === '"') cell += line[++i]!;
    else if (sign === '"') isQuoted = !isQuoted;
    else if (sign === delimiter && !isQuoted) cells.push(cell.trim());
    else cell += sign;
    if (sign === delimiter && !isQuoted) cell = '';
  }
  return [...cells, cell.trim()];
}
