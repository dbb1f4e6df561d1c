/** The widest field of bits that is written at once: with the seven bits that may wait, they fit in an integer. */
export const WIDEST = 24;
/** Bits that give the width of a whole number: its largest width is 53. */
export const WIDTH_BITS = 6;

/** Writes fields of bits, the highest bit first, into bytes that grow. */
export class BitWriter {
  private bytes = new Uint8Array(512);
  private length = 0;
  /** The bits that do not fill a byte yet. */
  private rest = 0;
  private waiting = 0;

  /** Writes the lowest `width` bits of a value, at most `WIDEST`. */
  write(value: number, width: number): void {
    let waiting = this.waiting + width;
    const bits = (this.rest << width) | value;
    if (this.length + 4 > this.bytes.length) this.grow();
    while (waiting >= 8) {
      waiting -= 8;
      this.bytes[this.length++] = bits >>> waiting;
    }
    this.waiting = waiting;
    this.rest = bits & ((1 << waiting) - 1);
  }

  /** Writes a whole number of 0 or more, below 2^53: its width, and its bits. */
  writeWhole(value: number): void {
    const width = value < 2 ** 31 ? 32 - Math.clz32(value) : widthOfLarge(value);
    this.write(width, WIDTH_BITS);
    this.writeLong(value, width);
  }

  /** Writes a whole number of 0 or more in a field of up to 53 bits. */
  writeLong(value: number, width: number): void {
    let left = width;
    while (left > 0) {
      const part = Math.min(left, WIDEST);
      left -= part;
      this.write(Math.floor(value / 2 ** left) % 2 ** part, part);
    }
  }

  /** What was written, filled up with zeros to whole bytes. */
  finish(): Uint8Array {
    if (this.waiting > 0) this.write(0, 8 - this.waiting);
    return this.bytes.subarray(0, this.length);
  }

  private grow(): void {
    const larger = new Uint8Array(this.bytes.length * 2);
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

function widthOfLarge(value: number): number {
  let width = 32;
  while (value >= 2 ** width) width++;
  return width;
}
