import { crc32 } from 'node:zlib';

/** Bytes of the checksum in front of a block. */
const SUM_LENGTH = 4;

/** A block with its checksum in front, which covers the name of its place too: a block of another row does not hold. */
export function sealBlock(content: Uint8Array, place: string): Uint8Array {
  const sealed = Buffer.alloc(SUM_LENGTH + content.length);
  sealed.writeUInt32LE(sumOf(content, place));
  sealed.set(content, SUM_LENGTH);
  return sealed;
}

/** The content of a sealed block; undefined when a byte of it is not what was written. */
export function openBlock(sealed: Uint8Array, place: string): Uint8Array | undefined {
  if (sealed.length < SUM_LENGTH) return undefined;
  const content = sealed.subarray(SUM_LENGTH);
  const sum = Buffer.from(sealed.buffer, sealed.byteOffset, SUM_LENGTH).readUInt32LE();
  return sum === sumOf(content, place) ? content : undefined;
}

const sumOf = (content: Uint8Array, place: string): number => crc32(content, crc32(place));
