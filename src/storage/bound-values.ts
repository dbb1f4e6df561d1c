import { toUSVString } from 'node:util';
import { isUint8Array } from 'node:util/types';
import { StorageUnavailableError } from './storage.errors.js';

/** What SQLite can keep: text, numbers, bytes and nothing. */
export type BoundValue = string | number | bigint | Uint8Array | null;

/** An INTEGER of SQLite has eight bytes: https://sqlite.org/datatype3.html */
const SMALLEST = -(2n ** 63n);
const LARGEST = 2n ** 63n - 1n;

/**
 * Thrown before a value reaches the database driver that it cannot keep as it is. It counts as something that cannot
 * be stored: a start is refused because of it, and a stop is sent all the same.
 */
export class UnstorableValueError extends StorageUnavailableError {
  constructor(facts: string) {
    super('unstorable', facts);
  }
}

/**
 * The values for a statement, as the driver may have them. It binds every number as a floating-point one, so whole
 * numbers go as bigint; other types end the whole process, turn into null, or come back as something else.
 * @param expected how many parameters the statement has: with too few the driver takes those of the last call
 * @throws UnstorableValueError
 */
export function boundValues(values: readonly unknown[], expected: number): BoundValue[] {
  if (values.length !== expected) {
    throw new UnstorableValueError(`the statement takes ${expected} values and was given ${values.length}`);
  }
  // Not map: it would leave out the holes of an array.
  return Array.from(values, boundValue);
}

function boundValue(value: unknown, index: number): BoundValue {
  const flaw = flawOf(value);
  if (flaw !== undefined) throw new UnstorableValueError(`value ${index + 1} is ${flaw}`);
  return Number.isSafeInteger(value) ? BigInt(value as number) : (value as BoundValue);
}

/** What keeps a value from being kept, or undefined. */
function flawOf(value: unknown): string | undefined {
  if (value === null || isUint8Array(value)) return undefined;
  if (typeof value === 'string') return flawOfText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'no finite number';
  if (typeof value === 'bigint') return isStorable(value) ? undefined : 'a bigint of more than 64 bits';
  return `of type ${typeof value}`;
}

const isStorable = (value: bigint): boolean => value >= SMALLEST && value <= LARGEST;

/** Text is read back only up to its first NUL, and half a surrogate pair as U+FFFD. */
function flawOfText(text: string): string | undefined {
  if (text.includes('\0')) return 'text with a NUL in it';
  return toUSVString(text) === text ? undefined : 'text that is not well-formed Unicode';
}
