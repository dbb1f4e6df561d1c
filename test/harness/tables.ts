import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One row of a published table: the text of each column. */
export type TableRow = ReadonlyMap<string, string>;

/** A cell in quotes is a JSON string, which may hold a comma; every other one stands as it is. */
const CELL = /(?<=^|,)("(?:[^"\\]|\\.)*"|[^,]*)(?=,|$)/gu;

/** Reads a table of `test/fixtures/tables`: a header line, then rows of plain or quoted cells. */
export function readTable(name: string): readonly TableRow[] {
  const file = fileURLToPath(new URL(`../fixtures/tables/${name}.csv`, import.meta.url));
  const [header = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const columns = header.split(',');
  return lines.map((line) => {
    const cells = (line.match(CELL) ?? []).map((cell) =>
      cell.startsWith('"') ? String(JSON.parse(cell)) : cell,
    );
    if (cells.length !== columns.length) throw new Error(`${name}.csv: "${line}" does not fit "${header}"`);
    return new Map(columns.map((column, at) => [column, cells[at] ?? '']));
  });
}

/** The word in a column; a column that is not there is a mistake of the test. */
export function wordIn(row: TableRow, column: string): string {
  const word = row.get(column);
  if (word === undefined) throw new Error(`there is no column ${column}`);
  return word;
}

/** The figure in a column; anything but a finite number is a mistake of the table. */
export function figureIn(row: TableRow, column: string): number {
  const word = wordIn(row, column);
  const figure = Number(word);
  if (word === '' || !Number.isFinite(figure)) throw new Error(`${column} holds "${word}", not a number`);
  return figure;
}
