import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { ENCODINGS, type Encoding } from './accepted-encoding.js';

/** The media types of the page's files. A file of another kind is not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** The largest content that stays in memory once it was read, in bytes. */
const LARGEST_KEPT = 128 * 1024;

/** What a response sends of a file. */
export interface FileContent {
  readonly bytes: Buffer;
  /** The value of `ETag`: another one for each encoding, since the bytes differ. */
  readonly tag: string;
}

/** The media type of a file by its name; undefined for a kind that the page does not have. */
export const typeOf = (name: string): string | undefined =>
  Object.hasOwn(TYPES, extname(name)) ? TYPES[extname(name)] : undefined;

/** One file of the built page. It is read from the disk when it is first asked for. */
export class PageFile {
  private readonly kept = new Map<Encoding | undefined, FileContent>();

  /**
   * @param path where the plain file lies
   * @param encodings those in which it lies beside it
   */
  constructor(
    private readonly path: string,
    readonly type: string,
    readonly encodings: readonly Encoding[],
  ) {}

  async content(encoding: Encoding | undefined): Promise<FileContent> {
    const kept = this.kept.get(encoding);
    if (kept !== undefined) return kept;
    const bytes = await readFile(this.path + (encoding === undefined ? '' : ENCODINGS[encoding]));
    const content = { bytes, tag: `"${createHash('sha256').update(bytes).digest('base64url')}"` };
    if (bytes.length <= LARGEST_KEPT) this.kept.set(encoding, content);
    return content;
  }
}
