/** Thrown when a JSON value is not of the form that its reader expects. The message names the field, never its value. */
export class JsonFormError extends Error {
  override readonly name = 'JsonFormError';

  /** @param path the names of the field and of those around it; empty for the value itself */
  constructor(
    readonly path: string,
    expected: string,
  ) {
    super(`${path === '' ? 'the value' : path} is not ${expected}`);
  }
}

/** Reads one value, such as `(value) => value.text()`. */
export type ReadJson<Result> = (value: JsonReader) => Result;

/**
 * Reads a JSON value that this server stored itself, strictly: each field has the expected type, or a JsonFormError
 * names it. A reader knows its path, so that the error of an inner field can be found. Hand-written, since
 * class-validator needs decorated classes and takes many times longer, and a start-up reads thousands of values.
 */
export class JsonReader {
  private constructor(
    private readonly value: unknown,
    private readonly path: string,
  ) {}

  /** @param path the name of the value in errors */
  static of(value: unknown, path = ''): JsonReader {
    return new JsonReader(value, path);
  }

  /** @throws JsonFormError when the text is no JSON */
  static parse(text: string, path = ''): JsonReader {
    try {
      return new JsonReader(JSON.parse(text), path);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new JsonFormError(path, 'JSON');
    }
  }

  /** A field of an object; a missing one reads as missing. */
  field(name: string): JsonReader {
    const own = Object.getOwnPropertyDescriptor(this.object(), name);
    return new JsonReader(own?.value, this.path === '' ? name : `${this.path}.${name}`);
  }

  text(): string {
    return typeof this.value === 'string' ? this.value : this.fail('a text');
  }

  number(): number {
    return typeof this.value === 'number' ? this.value : this.fail('a number');
  }

  flag(): boolean {
    return typeof this.value === 'boolean' ? this.value : this.fail('true or false');
  }

  oneOf<Word extends string>(words: readonly Word[]): Word {
    return words.find((word) => word === this.value) ?? this.fail(`one of ${words.join(', ')}`);
  }

  /** An object whose fields are read elsewhere. */
  object(): object {
    const { value } = this;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? value : this.fail('an object');
  }

  /** A value that a type guard accepts: for long lists, which would make one reader for each item. */
  matching<Value>(accepts: (value: unknown) => value is Value, expected: string): Value {
    return accepts(this.value) ? this.value : this.fail(expected);
  }

  list<Item>(read: ReadJson<Item>): Item[] {
    if (!Array.isArray(this.value)) return this.fail('a list');
    return this.value.map((item: unknown, index) => read(new JsonReader(item, `${this.path}[${index}]`)));
  }

  orNull<Result>(read: ReadJson<Result>): Result | null {
    return this.value === null ? null : read(this);
  }

  /** Undefined where the field is missing. */
  optional<Result>(read: ReadJson<Result>): Result | undefined {
    return this.value === undefined ? undefined : read(this);
  }

  private fail(expected: string): never {
    throw new JsonFormError(this.path, expected);
  }
}

export const asText: ReadJson<string> = (value) => value.text();
export const asNumber: ReadJson<number> = (value) => value.number();
export const asFlag: ReadJson<boolean> = (value) => value.flag();
export const asObject: ReadJson<object> = (value) => value.object();
