import { createHash, randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeHolder, isAlive, parseHolder, thisProcess, type LockHolder } from './lock-holder.js';
import { StorageUnavailableError } from './storage.errors.js';

/** The name of the lock file in its folder. */
export const LOCK_FILE = 'coddle.lock';
/** A process that loses a race tries again and finds the winner; more rounds than this mean a broken file system. */
const MOST_ROUNDS = 20;

interface Found {
  readonly token: string;
  /** Undefined when the file is torn: then no process holds it. */
  readonly holder: LockHolder | undefined;
}

/**
 * The lock file of a folder, which allows one writer. It appears complete, by a hard link to a finished draft. The lock
 * of a dead process is taken over by the first process that makes the file named after its token, so one of several
 * wins; since a token is never used again, the winner's lock cannot be mistaken for the dead one's. Hand-written, since
 * libraries for lock files rely on timestamps, which a suspended machine makes stale.
 */
export class LockFile {
  private constructor(
    private readonly path: string,
    private readonly token: string,
  ) {}

  /** @throws StorageUnavailableError naming the living process that holds the folder */
  static take(folder: string, now: Date): LockFile {
    const lock = new LockFile(join(folder, LOCK_FILE), randomUUID());
    try {
      const text = JSON.stringify(thisProcess(lock.token, now));
      writeFileSync(lock.draft, text, { flag: 'wx', mode: 0o600, flush: true });
      for (let round = 0; round < MOST_ROUNDS; round++) if (lock.tryTake()) return lock;
      throw new StorageUnavailableError('in-use', 'others try to take the lock all the time');
    } finally {
      rmSync(lock.draft, { force: true });
    }
  }

  /** Whether a living process holds a folder, as far as this machine can know. */
  static isHeld(folder: string): boolean {
    const holder = read(join(folder, LOCK_FILE))?.holder;
    return holder !== undefined && isAlive(holder);
  }

  /** Releases the lock. Harmless when another process has it already. */
  release(): void {
    if (read(this.path)?.holder?.token === this.token) rmSync(this.path, { force: true });
  }

  private get draft(): string {
    return `${this.path}.${this.token}`;
  }

  private tryTake(): boolean {
    if (link(this.draft, this.path)) return true;
    const first = read(this.path);
    if (first === undefined) return false;
    const successors = this.successorsOf(first);
    const last = successors.at(-1) ?? first;
    if (last.holder !== undefined && isAlive(last.holder)) {
      throw new StorageUnavailableError('in-use', describeHolder(last.holder));
    }
    return this.takeOver(first, [first, ...successors]);
  }

  /** The successors that began to take over the lock of a dead process, each from the one before. */
  private successorsOf(first: Found): Found[] {
    const successors: Found[] = [];
    for (
      let successor = read(this.successorName(first));
      successor;
      successor = read(this.successorName(successor))
    )
      successors.push(successor);
    return successors;
  }

  private takeOver(first: Found, dead: readonly Found[]): boolean {
    if (!link(this.draft, this.successorName(dead.at(-1)!))) return false;
    const unchanged = read(this.path)?.token === first.token;
    if (unchanged) renameSync(this.draft, this.path);
    // Last, so that no other process becomes a successor before the lock has changed.
    for (const one of unchanged ? dead : dead.slice(-1)) rmSync(this.successorName(one), { force: true });
    return unchanged;
  }

  private successorName({ token }: Found): string {
    return `${this.path}.after-${token}`;
  }
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(path: string): Found | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    const holder = parseHolder(text);
    // The token becomes part of a file name, so it is hashed: a torn file has none, and a foreign one may hold anything.
    return {
      holder,
      token: createHash('sha256')
        .update(holder?.token ?? text)
        .digest('hex')
        .slice(0, 32),
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
