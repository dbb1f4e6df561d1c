/** Where the values of a JSON text begin, by their path such as `mqtt[0].topic`, as lines from 1. */
export type JsonLines = ReadonlyMap<string, number>;

/** A JSON text that could be read, with the lines of its values; or the line at which it could not. */
export type ReadJsonText =
  { readonly value: unknown; readonly lines: JsonLines } | { readonly fault: number };

/** Reads a JSON text that a person wrote, so that each fault in it can be named with its line. */
export function readJsonText(text: string): ReadJsonText {
  const scanner = new LineScanner(text);
  scanner.value('');
  scanner.end();
  if (scanner.fault !== undefined) return { fault: scanner.lineOf(scanner.fault) };
  try {
    return { value: JSON.parse(text) as unknown, lines: scanner.lines };
  } catch {
    return { fault: scanner.lineOf(text.length) };
  }
}

const BLANKS = /[ \t\r\n]*/y;
const TEXT = /"(?:[^"\\\n\r\t]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const DEEPEST = 32;

/** Walks over a JSON text and notes where each value begins; it stops at the first sign that cannot stand there. */
class LineScanner {
  readonly lines = new Map<string, number>();
  fault: number | undefined;
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  lineOf(place: number): number {
    return this.text.slice(0, place).split('\n').length;
  }

  value(path: string): void {
    this.take(BLANKS);
    if (this.fault !== undefined || this.depth > DEEPEST) return this.fail();
    this.lines.set(path, this.lineOf(this.at));
    this.depth += 1;
    const sign = this.text[this.at];
    if (sign === '{') this.members(path);
    else if (sign === '[') this.items(path);
    else if (this.take(sign === '"' ? TEXT : LITERAL) === undefined) this.fail();
    this.depth -= 1;
    this.take(BLANKS);
  }

  end(): void {
    if (this.at < this.text.length) this.fail();
  }

  private members(path: string): void {
    this.listed('}', () => {
      const name = this.take(TEXT);
      this.take(BLANKS);
      if (name === undefined || !this.sign(':')) return this.fail();
      this.value(path === '' ? nameOf(name) : `${path}.${nameOf(name)}`);
    });
  }

  private items(path: string): void {
    let index = 0;
    this.listed(']', () => this.value(`${path}[${index++}]`));
  }

  private listed(close: string, item: () => void): void {
    this.at += 1;
    this.take(BLANKS);
    if (this.sign(close)) return;
    do {
      this.take(BLANKS);
      item();
    } while (this.fault === undefined && this.sign(','));
    if (!this.sign(close)) this.fail();
  }

  private sign(expected: string): boolean {
    if (this.fault !== undefined || this.text[this.at] !== expected) return false;
    this.at += 1;
    return true;
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private fail(): void {
    this.fault ??= this.at;
  }
}

const nameOf = (quoted: string): string => JSON.parse(quoted) as string;
