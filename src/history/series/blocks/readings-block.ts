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
  const columns = columnsOf(readings, origin);
  writeColumn(writer, columns.at);
  writeColumn(writer, columns.delay);
  writeFlags(writer, columns.isNull);
  writeColumn(writer, columns.milli);
  writeFlags(writer, columns.late);
  return writer.finish();
}

/** Loops, since every reading is packed a few times. */
function columnsOf(readings: readonly PackedReading[], origin: number) {
  const at: number[] = [];
  const delay: number[] = [];
  const milli: number[] = [];
  const isNull: boolean[] = [];
  const late: boolean[] = [];
  for (const reading of readings) {
    at.push(reading.at - origin);
    delay.push(reading.receivedAt - reading.at);
    isNull.push(reading.milli === null);
    if (reading.milli !== null) milli.push(reading.milli);
    late.push(reading.late);
  }
  return { at, delay, isNull, milli, late };
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
  const readings: PackedReading[] = [];
  let next = 0;
  for (let index = 0; index < length; index++) {
    const at = origin + offset[index]!;
    const value = isNull[index]! ? null : milli[next++]!;
    readings.push({ at, receivedAt: at + delay[index]!, milli: value, late: late[index]! });
  }
  return readings;
}

/** No block has more: an hour has so many milliseconds. */
const MOST_IN_A_BLOCK = 3_600_000;
