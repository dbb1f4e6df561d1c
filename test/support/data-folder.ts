import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty folder for the data of one server, until it is removed. */
export class DataFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'coddle-data-'));

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
