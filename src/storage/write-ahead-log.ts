import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { sizeOf } from './sqlite-file.js';
import { StorageUnavailableError } from './storage.errors.js';

/** https://sqlite.org/fileformat.html#the_write_ahead_log */
const HEADER_LENGTH = 32;
const FRAME_HEADER_LENGTH = 24;
/** The block size of disks and of the page cache; larger ones are multiples of it. */
const BLOCK = 4096;
/** The lowest bit gives the byte order of the checksums. */
const MAGIC = 0x377f0682;

type Sum = readonly [number, number];

/**
 * Verifies a write-ahead log before SQLite reads it. SQLite reads a log up to its first invalid frame and silently drops
 * the rest. That is right after a write that a crash cut off, and wrong after damage in the middle, which would lose
 * confirmed writes. This server only appends to its log, frame by frame, and truncates it once it is copied. So after
 * the valid part a crash leaves less than a frame, or zeros from a block on where the file had grown before it was
 * filled. That holds for durable writes and for others; of the others more than one may be lost. Only another program
 * that reads at that moment prevents truncating; then frames of the former log may follow.
 * @throws StorageUnavailableError when the log is damaged
 */
export function verifyWriteAheadLog(path: string): void {
  if (sizeOf(path) === 0) return;
  const descriptor = openSync(path, 'r');
  try {
    new LogReader(descriptor).verify();
  } finally {
    closeSync(descriptor);
  }
}

class LogReader {
  private readonly size: number;

  constructor(private readonly descriptor: number) {
    this.size = fstatSync(descriptor).size;
  }

  verify(): void {
    const header = this.bytes(0, HEADER_LENGTH);
    // A crash can also cut the header short: then nothing was confirmed.
    if (header.length < HEADER_LENGTH) return;
    const little = header.readUInt32BE(0) === MAGIC;
    const sum = sumOf(header.subarray(0, 24), [0, 0], little);
    const sound = (header.readUInt32BE(0) & ~1) >>> 0 === MAGIC && isAt(header, 24, sum);
    if (sound) this.followFrames(header, sum, little);
    else this.verifyZeros();
  }

  private followFrames(header: Buffer, first: Sum, little: boolean): void {
    const length = FRAME_HEADER_LENGTH + header.readUInt32BE(8);
    const salt = header.subarray(16, 24);
    let sum = first;
    for (let at = HEADER_LENGTH; at < this.size; at += length) {
      const frame = this.bytes(at, length);
      if (frame.length < length) return;
      sum = sumOf(frame.subarray(FRAME_HEADER_LENGTH), sumOf(frame.subarray(0, 8), sum, little), little);
      const sound = frame.subarray(8, 16).equals(salt) && isAt(frame, 16, sum);
      if (!sound) return this.verifyRestIsTorn(at, length, salt);
    }
  }

  private verifyRestIsTorn(from: number, length: number, salt: Buffer): void {
    for (let at = from; at < this.size; at += length) {
      const frame = this.bytes(at, length);
      if (frame.length < length && at > from) return;
      const begun = at === from && isZero(frame.subarray(lastBlockOf(at, length)));
      if (begun || isZero(frame) || isOfAnotherLog(frame, salt)) continue;
      throw damagedFrom(from);
    }
  }

  private verifyZeros(): void {
    for (let at = 0; at < this.size; at += HEADER_LENGTH) {
      if (!isZero(this.bytes(at, HEADER_LENGTH))) throw damagedFrom(0);
    }
  }

  private bytes(at: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(this.descriptor, bytes, 0, length, at));
  }
}

const damagedFrom = (from: number): StorageUnavailableError =>
  new StorageUnavailableError('damaged', `coddle.db-wal is not sound from byte ${from} on`);

/** Every log has two random numbers of its own, and damage to one byte cannot change both. */
const isOfAnotherLog = (frame: Buffer, salt: Buffer): boolean =>
  frame.length >= FRAME_HEADER_LENGTH &&
  frame.readUInt32BE(8) !== salt.readUInt32BE(0) &&
  frame.readUInt32BE(12) !== salt.readUInt32BE(4);

const isZero = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0);

/** The offset in a frame at which its last block begins. */
const lastBlockOf = (at: number, length: number): number => {
  const last = at + length - 1;
  return last - (last % BLOCK) - at;
};

const isAt = (bytes: Buffer, offset: number, [one, other]: Sum): boolean =>
  bytes.readUInt32BE(offset) === one && bytes.readUInt32BE(offset + 4) === other;

/** https://sqlite.org/fileformat.html#checksum_algorithm */
function sumOf(bytes: Buffer, [first, second]: Sum, little: boolean): Sum {
  let [one, other] = [first, second];
  const word = (at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  for (let at = 0; at < bytes.length; at += 8) {
    one = (one + word(at) + other) >>> 0;
    other = (other + word(at + 4) + one) >>> 0;
  }
  return [one, other];
}
