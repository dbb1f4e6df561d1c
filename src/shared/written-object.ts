/** What is wrong in a JSON file that a person wrote. */
export interface WrittenFault {
  /** From 1. */
  readonly line: number;
  /** A sentence that begins with the path of the value. */
  readonly problem: string;
}

/** Collects what is wrong in a JSON file, with the line of each. */
export class WrittenFaults {
  readonly found: WrittenFault[] = [];

  constructor(private readonly lines: ReadonlyMap<string, number>) {}

  add(path: string, problem: string): undefined {
    this.found.push({ line: this.lines.get(path) ?? this.lines.get('') ?? 1, problem: `${path} ${problem}` });
    return undefined;
  }
}

/** Whether a text has the form that a field asks for; the fault is the end of a sentence. */
export type CheckText = (text: string) => string | undefined;

/** An object of a JSON file that a person wrote. It notes its faults; what is wrong reads as the default. */
export class WrittenObject {
  private readonly known = new Set<string>();

  private constructor(
    private readonly value: Readonly<Record<string, unknown>>,
    readonly path: string,
    private readonly faults: WrittenFaults,
  ) {}

  static read(value: unknown, path: string, faults: WrittenFaults): WrittenObject | undefined {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isObject) return faults.add(path, 'must be an object, such as { … }');
    return new WrittenObject(value as Record<string, unknown>, path, faults);
  }

  /** Names every field that was not asked for: a misspelt one must not be left out in silence. */
  end(): void {
    for (const name of Object.keys(this.value)) {
      if (this.known.has(name)) continue;
      this.faults.add(this.inner(name), `is unknown here; known are ${[...this.known].join(', ')}`);
    }
  }

  text(name: string, check: CheckText = notEmpty): string | undefined {
    const value = this.given(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') return this.wrong(name, 'must be a text');
    const fault = check(value);
    return fault === undefined ? value : this.wrong(name, fault);
  }

  required(name: string, check: CheckText = notEmpty): string | undefined {
    if (this.given(name) === undefined) return this.faults.add(this.path, `lacks ${name}`);
    return this.text(name, check);
  }

  oneOf<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    const value = this.given(name);
    if (value === undefined) return undefined;
    return words.find((word) => word === value) ?? this.wrong(name, `must be one of ${words.join(', ')}`);
  }

  number(name: string, least: number, most: number): number | undefined {
    const value = this.given(name);
    if (value === undefined) return undefined;
    const isWithin = typeof value === 'number' && value >= least && value <= most;
    return isWithin ? value : this.wrong(name, `must be a number from ${least} to ${most}`);
  }

  flag(name: string): boolean | undefined {
    const value = this.given(name);
    if (value === undefined || typeof value === 'boolean') return value;
    return this.wrong(name, 'must be true or false');
  }

  /** The items of a list, each read with its path; what reads as undefined is left out. */
  list<Item>(name: string, read: (item: unknown, path: string) => Item | undefined): Item[] | undefined {
    const value = this.given(name);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) return this.wrong(name, 'must be a list, such as [ … ]');
    return value.flatMap((item: unknown, index) => read(item, `${this.inner(name)}[${index}]`) ?? []);
  }

  object(name: string): WrittenObject | undefined {
    const value = this.given(name);
    return value === undefined ? undefined : WrittenObject.read(value, this.inner(name), this.faults);
  }

  /** The objects of a list. */
  objects<Item>(name: string, read: (object: WrittenObject) => Item | undefined): Item[] | undefined {
    return this.list(name, (item, path) => {
      const object = WrittenObject.read(item, path, this.faults);
      return object && read(object);
    });
  }

  /** The fields of an object as they are, each with its path. */
  entries(name: string): (readonly [name: string, value: unknown, path: string])[] | undefined {
    const object = this.object(name);
    if (object === undefined) return undefined;
    return Object.entries(object.value).map(([field, value]) => [field, value, object.inner(field)] as const);
  }

  /** A value of any type. */
  any(name: string): unknown {
    return this.given(name);
  }

  wrong(name: string, problem: string): undefined {
    return this.wrongAt(this.inner(name), problem);
  }

  wrongAt(path: string, problem: string): undefined {
    return this.faults.add(path, problem);
  }

  private inner(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }

  private given(name: string): unknown {
    this.known.add(name);
    return Object.hasOwn(this.value, name) ? this.value[name] : undefined;
  }
}

const LONGEST_TEXT = 200;

/** A text that says something. */
export const notEmpty: CheckText = (text) =>
  text.trim() === '' || text.length > LONGEST_TEXT
    ? `must be a text of 1 to ${LONGEST_TEXT} characters`
    : undefined;
