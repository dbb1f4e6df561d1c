import { open } from 'node:fs/promises';
import type { Clock } from '../shared/clock.js';
import { milliseconds } from '../shared/units.js';

/** By then the response that the write preceded has been sent. */
const DELAY = milliseconds(20);

/**
 * Flushes the write-ahead log shortly after writes that did not wait for the disk, outside of the event loop: on a
 * memory card a flush takes up to 50 ms. No lock is lost when the file is closed, since SQLite locks other files.
 */
export class WalFlush {
  private isPlanned = false;

  /**
   * @param failed is called with the error of a flush
   * @param flush resolves once the file is on the disk
   */
  constructor(
    private readonly path: string,
    private readonly clock: Clock,
    private readonly failed: (error: unknown) => void,
    private readonly flush: (path: string) => Promise<void> = flushIfPresent,
  ) {}

  /** Flushes once for all writes until then. */
  soon(): void {
    if (this.isPlanned) return;
    this.isPlanned = true;
    this.clock.after(DELAY, () => {
      this.isPlanned = false;
      this.flush(this.path).catch(this.failed);
    });
  }
}

/** The log is gone after its copy into the database. */
async function flushIfPresent(path: string): Promise<void> {
  const log = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  try {
    await log?.datasync();
  } finally {
    await log?.close();
  }
}
