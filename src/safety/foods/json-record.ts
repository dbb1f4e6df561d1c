import { FoodDataError } from './food-data.error.js';

/** One object of the food data, read field by field; every field of a wrong type is refused by name. */
export class JsonRecord {
  // A Map, since a plain object has a field named `constructor` already.
  private readonly fields: ReadonlyMap<string, unknown>;

  /** @throws FoodDataError when the value is not an object */
  constructor(value: unknown) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new FoodDataError('an object is expected');
    }
    this.fields = new Map<string, unknown>(Object.entries(value));
  }

  has(field: string): boolean {
    return this.fields.has(field);
  }

  /** @throws FoodDataError when it is not a text, or an empty one */
  text(field: string): string {
    const value = this.fields.get(field);
    if (typeof value !== 'string' || value.trim() === '') throw wrong(field, 'a text');
    return value;
  }

  /** @throws FoodDataError when it is not a finite number above zero */
  number(field: string): number {
    const value = this.fields.get(field);
    if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0)
      throw wrong(field, 'a number above 0');
    return value;
  }

  /** @throws FoodDataError when it is not a list of finite numbers above zero */
  numbers(field: string): readonly number[] {
    return this.list(field).map((value) => {
      if (typeof value !== 'number' || !(value > 0 && value < Infinity))
        throw wrong(field, 'a list of numbers');
      return value;
    });
  }

  /** @throws FoodDataError when it is not true or false */
  flag(field: string): boolean {
    const value = this.fields.get(field);
    if (typeof value !== 'boolean') throw wrong(field, 'true or false');
    return value;
  }

  /** @throws FoodDataError when it is not a list of texts */
  texts(field: string): readonly string[] {
    return this.list(field).map((value) => {
      if (typeof value !== 'string' || value.trim() === '') throw wrong(field, 'a list of texts');
      return value;
    });
  }

  /** @throws FoodDataError when it is not one of the `choices` */
  choice<Choice extends string>(field: string, choices: readonly Choice[]): Choice {
    return oneOf(this.text(field), choices);
  }

  /** @throws FoodDataError when it is not a list, or holds anything but the `choices` */
  choices<Choice extends string>(field: string, choices: readonly Choice[]): readonly Choice[] {
    return this.texts(field).map((text) => oneOf(text, choices));
  }

  /** @throws FoodDataError when it is not an object */
  record(field: string): JsonRecord {
    return new JsonRecord(this.fields.get(field));
  }

  /** @throws FoodDataError when it is not a list of objects */
  records(field: string): readonly JsonRecord[] {
    return this.list(field).map((value) => new JsonRecord(value));
  }

  /**
   * All of its fields as numbers above zero, by their names.
   * @throws FoodDataError when one is none
   */
  figures(): ReadonlyMap<string, number> {
    return new Map([...this.fields.keys()].map((field) => [field, this.number(field)]));
  }

  /**
   * All of its fields as lists of texts, one behind the other.
   * @throws FoodDataError when one is none
   */
  allTexts(): readonly string[] {
    return [...this.fields.keys()].flatMap((field) => this.texts(field));
  }

  private list(field: string): readonly unknown[] {
    const value = this.fields.get(field);
    if (!Array.isArray(value)) throw wrong(field, 'a list');
    return value as readonly unknown[];
  }
}

function oneOf<Choice extends string>(text: string, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === text);
  if (found === undefined) throw new FoodDataError(`"${text}" is none of ${choices.join(', ')}`);
  return found;
}

const wrong = (field: string, expected: string) => new FoodDataError(`"${field}" is not ${expected}`);
