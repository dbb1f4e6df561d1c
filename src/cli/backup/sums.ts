import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/** What tells a file from every other. */
export interface Sum {
  /** In bytes. */
  readonly size: number;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
}

/** A piece at a time: a year of readings would not fit into the memory of a small computer. */
const PIECE = 256 * 1024;

/** The sum of a file, however large it is. */
export function sumOf(file: string): Sum {
  const hash = createHash('sha256');
  const piece = Buffer.alloc(PIECE);
  const descriptor = openSync(file, 'r');
  try {
    let size = 0;
    for (let length = 1; length > 0; size += length) {
      length = readSync(descriptor, piece, 0, PIECE, null);
      hash.update(piece.subarray(0, length));
    }
    return { size, sha256: hash.digest('hex') };
  } finally {
    closeSync(descriptor);
  }
}

export const isSameSum = (one: Sum, other: Sum): boolean =>
  one.size === other.size && one.sha256 === other.sha256;
