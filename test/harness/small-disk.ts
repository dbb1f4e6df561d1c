import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BYTES = 1024 * 1024;

/** A disk of a megabyte in memory, which fills up as a real one does. Only an administrator can have one. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** @returns undefined where this user may not mount anything */
  static mount(folder: string): SmallDisk | undefined {
    try {
      run('-t', 'tmpfs', '-o', `size=${BYTES}`, 'none', folder);
      return new SmallDisk(folder);
    } catch {
      return undefined;
    }
  }

  /** Leaves not a byte of free space. */
  fill(): void {
    for (let piece = BYTES; piece >= 1; piece /= 2) {
      try {
        writeFileSync(this.filler, Buffer.alloc(piece), { flag: 'a' });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
  }

  freeSpace(): void {
    rmSync(this.filler, { force: true });
  }

  /** Makes it read-only. */
  lock(): void {
    run('-o', 'remount,ro', this.folder);
  }

  unlock(): void {
    run('-o', 'remount,rw', this.folder);
  }

  unmount(): void {
    // Lazily: the library lets go of closed databases late.
    execFileSync('umount', ['-l', this.folder], { stdio: 'ignore' });
  }

  private get filler(): string {
    return join(this.folder, 'filler');
  }
}

const run = (...options: string[]): void => {
  execFileSync('mount', options, { stdio: 'ignore' });
};
