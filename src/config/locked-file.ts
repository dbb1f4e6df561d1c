import type { RandomBytes } from './fernet.js';
import { withKeysLock } from './keys-lock.js';
import { LARGEST_FILE, tooLarge, writePrivateFile, type FileName, type Owner } from './private-file.js';

/** How a file is rewritten. */
export interface Rewriting {
  readonly random: RandomBytes;
  /** The new owner of the file; default the user of this process. */
  readonly owner?: Owner | undefined;
  /** How long to wait for another process that changes the file, in ms; default 3 s. */
  readonly timeout?: number | undefined;
}

/**
 * Writes a private file anew while it is locked. Of several processes that do so at once each waits for the others.
 * @param textOf makes the new content, and reads the present one once the lock is held
 * @throws CredentialsFileError when the file cannot be written, or would be too large to be read again
 * @throws FileLockedError when another process keeps changing it
 */
export function rewriteLocked(
  name: FileName,
  textOf: () => string,
  { random, owner, timeout }: Rewriting,
): void {
  const write = (): void => {
    const text = textOf();
    if (text.length > LARGEST_FILE) throw tooLarge(name.file);
    writePrivateFile(name, text, random, owner);
  };
  withKeysLock(name, write, timeout);
}
