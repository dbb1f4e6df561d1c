import { BitReader } from './bit-reader.js';
import { BitWriter } from './bit-writer.js';
import { readFlags, writeFlags } from './flag-column.js';
import { readColumn, writeColumn } from './number-column.js';

/** A reading as it is stored. */
export interface PackedReading {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** Thousandths of a degree Celsius; null for a device that says that it has no reading. */
  readonly milli: number | null;
  readonly late: boolean;
}

/** The form of the blocks, so that another can follow. */
const FORM = 1;

/** Packs readings of one probe, oldest first. @param origin an instant that the reader of the block knows */
export function packReadings(readings: readonly PackedReading[], origin: number): Uint8Array {
  const writer = new BitWriter();
  writer.write(FORM, 8);
  writer.writeWhole(readings.length);
  writeColumn(
    writer,
    readings.map(({ at }) => at - origin),
  );
  writeColumn(
    writer,
    readings.map(({ at, receivedAt }) => receivedAt - at),
  );
  writeFlags(
    writer,
    readings.map(({ milli }) => milli === null),
  );
  writeColumn(
    writer,
    readings.flatMap(({ milli }) => (milli === null ? [] : [milli])),
  );
  writeFlags(
    writer,
    readings.map(({ late }) => late),
  );
  return writer.finish();
}

/** Unpacks what `packReadings` packed; undefined where the bytes are no such block. */
export function unpackReadings(bytes: Uint8Array, origin: number): PackedReading[] | undefined {
  const reader = new BitReader(bytes);
  if (reader.read(8) !== FORM) return undefined;
  const length = reader.readWhole();
  if (length > MOST_IN_A_BLOCK) return undefined;
  const offset = readColumn(reader, length);
  const delay = readColumn(reader, length);
  const isNull = readFlags(reader, length);
  const milli = readColumn(reader, isNull.filter((none) => !none).length);
  const late = readFlags(reader, length);
  if (reader.isBeyondEnd) return undefined;
  let next = 0;
  return offset.map((from, index) => {
    const at = origin + from;
    return {
      at,
      receivedAt: at + delay[index]!,
      milli: isNull[index]! ? null : milli[next++]!,
      late: late[index]!,
    };
  });
}

/** No block has more: an hour has so many milliseconds. */
const MOST_IN_A_BLOCK = 3_600_000;
