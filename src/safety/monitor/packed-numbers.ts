import { SnapshotRefusedError } from './snapshot-refused.error.js';

/** Bytes of a number; two neighbours are this share of them apart, or this far where they are tiny. */
const BYTES = 4;
const SHARE = 2 ** -23;
const TINIEST = 2 ** -149;

/** Numbers as base64 of 32 bits each, rounded down: no pathogen comes closer to its target by being written down. */
export function pack(numbers: readonly number[]): string {
  const bytes = Buffer.alloc(numbers.length * BYTES);
  for (const [index, number] of numbers.entries()) bytes.writeFloatLE(roundedDown(number), index * BYTES);
  return bytes.toString('base64');
}

/**
 * Unpacks numbers of any value.
 * @throws SnapshotRefusedError when the text is not that of so many numbers
 */
export function unpack(packed: string, count: number): number[] {
  const bytes = Buffer.from(packed, 'base64');
  // Reading base64 leaves out what is none.
  if (bytes.toString('base64') !== packed) throw new SnapshotRefusedError('a piece in it is not base64');
  if (bytes.length !== count * BYTES)
    throw new SnapshotRefusedError('a piece in it has another number of shells or pathogens');
  return Array.from({ length: count }, (_, index) => bytes.readFloatLE(index * BYTES));
}

/** The next number of 32 bits below, at most two away; what has 32 bits stays as it is. */
function roundedDown(number: number): number {
  const nearest = Math.fround(number);
  if (nearest <= number) return nearest;
  return Math.fround(nearest - Math.max(Math.abs(nearest) * SHARE, TINIEST));
}
