import { toUSVString } from 'node:util';
import { isUint8Array } from 'node:util/types';
import { StorageUnavailableError } from './storage.errors.js';

/** A value that SQLite can store: text, a number, bytes or NULL. */
export type SqliteValue = string | number | bigint | Uint8Array | null;

/** An INTEGER of SQLite has eight bytes: https://sqlite.org/datatype3.html */
const SMALLEST = -(2n ** 63n);
const LARGEST = 2n ** 63n - 1n;

/**
 * Thrown when the database driver could not store a value unchanged, before the driver gets it. As with every storage
 * error, a start is then refused and a stop is still sent.
 */
export class UnstorableValueError extends StorageUnavailableError {
  constructor(facts: string) {
    super('unstorable', facts);
  }
}

/**
 * Converts the values of a statement to those that the driver stores unchanged. The driver binds every number as
 * floating point, so whole numbers become bigint. Any other type would crash the process, become NULL or change.
 * @param expected how many parameters the statement has: the driver fills missing ones with those of its last run
 * @throws UnstorableValueError
 */
export function toSqliteValues(values: readonly unknown[], expected: number): SqliteValue[] {
  if (values.length !== expected) {
    throw new UnstorableValueError(`the statement takes ${expected} values and was given ${values.length}`);
  }
  // Unlike map, this visits the holes of an array.
  return Array.from(values, toSqliteValue);
}

function toSqliteValue(value: unknown, index: number): SqliteValue {
  const reason = reasonAgainst(value);
  if (reason !== undefined) throw new UnstorableValueError(`value ${index + 1} is ${reason}`);
  return Number.isSafeInteger(value) ? BigInt(value as number) : (value as SqliteValue);
}

/** Why a value cannot be stored; undefined when it can. */
function reasonAgainst(value: unknown): string | undefined {
  if (value === null || isUint8Array(value)) return undefined;
  if (typeof value === 'string') return reasonAgainstText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'no finite number';
  if (typeof value === 'bigint') return isStorable(value) ? undefined : 'a bigint of more than 64 bits';
  return `of type ${typeof value}`;
}

const isStorable = (value: bigint): boolean => value >= SMALLEST && value <= LARGEST;

/** The driver reads text back only up to its first NUL, and a lone surrogate as U+FFFD. */
function reasonAgainstText(text: string): string | undefined {
  if (text.includes('\0')) return 'text with a NUL in it';
  return toUSVString(text) === text ? undefined : 'text that is not well-formed Unicode';
}
