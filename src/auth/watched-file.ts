import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { codeOf, type FileName } from '../config/private-file.js';

const NO_FILE = 'none';

/** The content of a file, which is read again when the file changes. */
export class WatchedFile<Content> {
  private mark: string | undefined = NO_FILE;
  private isRead = false;

  /** @param content what there is without a file */
  constructor(
    private readonly file: FileName,
    private readonly read: (file: FileName) => Content,
    public content: Content,
  ) {}

  /** Whether the content is, or was, that of the file: false while the file could never be read. */
  get isKnown(): boolean {
    return this.isRead;
  }

  /** Reads the file if it has changed. @returns whether it had @throws what its reader throws; then the next call reads it again */
  update(): boolean {
    // The mark is taken before the file is read, so that a change in between is seen the next time.
    const mark = markOf(this.file);
    if (mark !== this.mark) {
      this.mark = undefined;
      this.content = this.read(this.file);
    }
    const hasChanged = mark !== this.mark;
    this.mark = mark;
    this.isRead = true;
    return hasChanged;
  }
}

/** A text that changes whenever the file is edited, gets another mode or is replaced. */
function markOf({ folder, file }: FileName): string {
  try {
    const stats = statSync(resolve(folder, file), { bigint: true, throwIfNoEntry: false });
    return stats ? [stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join() : NO_FILE;
  } catch (error) {
    return codeOf(error);
  }
}
