/** One line of a published table: what stands in each column, as written. */
export class PublishedRow {
  constructor(private readonly cells: ReadonlyMap<string, string>) {}

  /** @throws Error when there is no such column */
  word(column: string): string {
    const word = this.cells.get(column);
    if (word === undefined) throw new Error(`There is no column ${column}`);
    return word;
  }

  /** @throws Error when there is no such column, or anything but a finite number in it */
  figure(column: string): number {
    const word = this.word(column);
    const figure = Number(word);
    if (word.trim() === '' || !Number.isFinite(figure))
      throw new Error(`${column} holds "${word}", not a number`);
    return figure;
  }
}

/**
 * Reads a table: a header line, then rows of plain cells without quotes.
 * @throws Error when a row does not fit the header
 */
export function parsePublishedTable(text: string): readonly PublishedRow[] {
  const [header = '', ...lines] = text.trim().split(/\r?\n/);
  const columns = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    if (cells.length !== columns.length) throw new Error(`"${line}" does not fit "${header}"`);
    return new PublishedRow(new Map(columns.map((column, at) => [column, cells[at] ?? ''])));
  });
}
