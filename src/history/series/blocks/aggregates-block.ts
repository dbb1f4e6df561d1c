import type { Aggregate } from './aggregate.js';
import { BitReader } from './bit-reader.js';
import { BitWriter } from './bit-writer.js';
import { readFlags, writeFlags } from './flag-column.js';
import { readColumn, writeColumn } from './number-column.js';

/** The form of the blocks, so that another can follow. */
const FORM = 1;
/** No block has more; those of this server have a few hundred. */
const MOST_IN_A_BLOCK = 10_000;

/**
 * Packs aggregates of one probe, oldest first.
 * @param origin an instant that the reader of the block knows
 * @param width of their spans in milliseconds
 */
export function packAggregates(aggregates: readonly Aggregate[], origin: number, width: number): Uint8Array {
  const writer = new BitWriter();
  writer.write(FORM, 8);
  writer.writeWhole(aggregates.length);
  const column = (value: (aggregate: Aggregate) => number) => writeColumn(writer, aggregates.map(value));
  column(({ at }) => (at - origin) / width);
  column(({ count }) => count);
  column(({ min }) => min);
  column(({ min, max }) => max - min);
  column(({ min, last }) => last - min);
  column(({ min, sum, count }) => sum - min * count);
  writeFlags(
    writer,
    aggregates.map(({ late }) => late),
  );
  return writer.finish();
}

/** Unpacks what `packAggregates` packed; undefined where the bytes are no such block. */
export function unpackAggregates(bytes: Uint8Array, origin: number, width: number): Aggregate[] | undefined {
  const reader = new BitReader(bytes);
  if (reader.read(8) !== FORM) return undefined;
  const length = reader.readWhole();
  if (length > MOST_IN_A_BLOCK) return undefined;
  const column = () => readColumn(reader, length);
  const [position, count, min, above, last, sum] = [
    column(),
    column(),
    column(),
    column(),
    column(),
    column(),
  ];
  const late = readFlags(reader, length);
  if (reader.isBeyondEnd) return undefined;
  return position.map((index, row) => ({
    at: origin + index * width,
    min: min[row]!,
    max: min[row]! + above[row]!,
    sum: sum[row]! + min[row]! * count[row]!,
    last: min[row]! + last[row]!,
    count: count[row]!,
    late: late[row]!,
  }));
}
