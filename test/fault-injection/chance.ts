/** Pseudo-random numbers, the same for the same seed. */
export class Chance {
  private state: number;

  /** @param seeds whole numbers; every other combination gives other numbers */
  constructor(...seeds: readonly number[]) {
    this.state = seeds.reduce((state, seed) => mixed(state + seed), 0x9e3779b9);
  }

  /** From 0 up to and without 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    return (mixed(this.state) >>> 0) / 2 ** 32;
  }

  /** A number from `least` up to and without `most`. */
  between(least: number, most: number): number {
    return least + this.next() * (most - least);
  }

  /** A whole number from `least` to `most`, both of them included. */
  whole(least: number, most: number): number {
    return Math.floor(this.between(least, most + 1));
  }

  /** True so often, from 0 to 1. */
  happens(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of the list, which must not be empty. */
  pick<Item>(list: readonly Item[]): Item {
    return list[this.whole(0, list.length - 1)]!;
  }

  /** As many bytes. */
  bytes(count: number): Buffer {
    return Buffer.from(Array.from({ length: count }, () => this.whole(0, 255)));
  }

  /** Sixteen random characters, different each time. */
  id(): string {
    return Array.from({ length: 16 }, () => this.whole(0, 35).toString(36)).join('');
  }
}

/** The last step of mulberry32: changes all bits for a change of one. */
function mixed(state: number): number {
  let bits = Math.imul(state ^ (state >>> 15), 1 | state);
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
  return bits ^ (bits >>> 14);
}
