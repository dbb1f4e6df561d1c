import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty folder for the data of one server, until it is removed. */
export class DataFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'coddle-data-'));

  /** A folder with what a crash at this moment would leave: all that was handed to the disk, and no lock that is held. */
  copy(): DataFolder {
    const copy = new DataFolder();
    // A draft may get its name at any moment, and is worth nothing before.
    for (const name of readdirSync(this.path).filter((one) => !/\.(lock|sock|draft)$/.test(one)))
      cpSync(join(this.path, name), join(copy.path, name), { recursive: true });
    return copy;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
