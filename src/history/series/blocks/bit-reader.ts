import { WIDEST, WIDTH_BITS } from './bit-writer.js';

/** Reads the fields of bits that a `BitWriter` wrote. Beyond the end there are zeros. */
export class BitReader {
  private rest = 0;
  private available = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private position = 0,
  ) {}

  /** Whether more was read than there is. */
  get isBeyondEnd(): boolean {
    return this.position > this.bytes.length;
  }

  /** The next field of at most `WIDEST` bits. */
  read(width: number): number {
    while (this.available < width) {
      this.rest = (this.rest << 8) | (this.bytes[this.position++] ?? 0);
      this.available += 8;
    }
    this.available -= width;
    const value = this.rest >>> this.available;
    this.rest &= (1 << this.available) - 1;
    return value;
  }

  /** How many ones come before the next zero, which is read too, or `most` of them. */
  readOnes(most: number): number {
    let count = 0;
    while (count < most && this.read(1) === 1) count++;
    return count;
  }

  /** The whole number that `writeWhole` wrote. */
  readWhole(): number {
    return this.readLong(this.read(WIDTH_BITS));
  }

  /** The whole number that `writeLong` wrote. */
  readLong(width: number): number {
    let [value, left] = [0, width];
    while (left > 0) {
      const part = Math.min(left, WIDEST);
      left -= part;
      value = value * 2 ** part + this.read(part);
    }
    return value;
  }
}
