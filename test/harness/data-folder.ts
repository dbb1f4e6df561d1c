import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty folder for the data of one server, until it is removed. */
export class DataFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'coddle-data-'));

  /** A folder with what a crash at this moment would leave: all that was handed to the disk, and no lock that is held. */
  copy(): DataFolder {
    const copy = new DataFolder();
    cpSync(this.path, copy.path, { recursive: true, filter: (file) => !/\.(lock|sock)$/.test(file) });
    return copy;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
