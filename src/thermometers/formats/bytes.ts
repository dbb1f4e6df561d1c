/** The unsigned little-endian word at a place of the bytes; undefined behind their end. */
export const wordAt = (bytes: Uint8Array, at: number): number | undefined =>
  at + 2 <= bytes.length ? bytes[at]! | (bytes[at + 1]! << 8) : undefined;

/** The signed little-endian word at a place of the bytes; undefined behind their end. */
export function signedWordAt(bytes: Uint8Array, at: number): number | undefined {
  const word = wordAt(bytes, at);
  return word === undefined ? undefined : (word << 16) >> 16;
}

/**
 * A number of at most 24 bits out of one long little-endian number.
 * @param from the lowest bit of it, counted from the lowest bit of the first byte
 */
export function bitsAt(bytes: Uint8Array, from: number, length: number): number {
  let value = 0;
  for (let bit = 0; bit < length; bit++) {
    const at = from + bit;
    if (((bytes[at >> 3] ?? 0) >> (at & 7)) & 1) value |= 1 << bit;
  }
  return value;
}

/** Bytes written as hexadecimal digits, two for each; undefined where the text is anything else. */
export function bytesOfHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(text)) return undefined;
  return Uint8Array.from({ length: text.length / 2 }, (_, index) =>
    Number.parseInt(text.slice(2 * index, 2 * index + 2), 16),
  );
}
