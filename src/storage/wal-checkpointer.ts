import type { Logger } from '@nestjs/common';
import { checkpointWal } from './open-database.js';
import type { SqliteFile } from './sqlite-file.js';

/**
 * Copies the write-ahead log into the database. What is in the log is safe there even on a full disk, so a failure is
 * not thrown; it is logged once for as long as it lasts.
 */
export class WalCheckpointer {
  private fails = false;

  constructor(private readonly logger: Logger) {}

  run(file: SqliteFile): void {
    try {
      checkpointWal(file);
      this.fails = false;
    } catch (error) {
      if (!this.fails) this.logger.warn(`The write-ahead log cannot be copied yet: ${String(error)}`);
      this.fails = true;
    }
  }
}
