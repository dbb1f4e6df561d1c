import { closeSync, fchownSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** How a file is written. */
export interface DurableFileOptions {
  /** Path of the temporary file, in the same folder; default the path with `.draft` behind it. */
  readonly draft?: string;
  /** Permissions of the file; default 0o600, its owner alone. */
  readonly mode?: number;
  /** Owner of the file; default the user of this process. */
  readonly owner?: { readonly uid: number; readonly gid: number } | undefined;
}

/**
 * Writes a small file whole or not at all: into a temporary file, which then takes its place. Once this returns, no
 * power cut undoes it.
 * @throws Node's error, after removing the temporary file
 */
export function writeDurably(
  path: string,
  content: string | Uint8Array,
  { draft = `${path}.draft`, mode = 0o600, owner }: DurableFileOptions = {},
): void {
  try {
    writeNew(draft, content, mode, owner);
    renameDurably(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** By its descriptor: whoever may write the folder could put a link in place of the file, which a chown would follow. */
function writeNew(
  path: string,
  content: string | Uint8Array,
  mode: number,
  owner: DurableFileOptions['owner'],
): void {
  const descriptor = openSync(path, 'wx', mode);
  try {
    writeFileSync(descriptor, content);
    if (owner) fchownSync(descriptor, owner.uid, owner.gid);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** As `writeDurably`, without blocking the event loop while the disk works; for one writer at a time. */
export async function writeDurablyAsync(path: string, content: string): Promise<void> {
  const draft = `${path}.draft`;
  try {
    await rm(draft, { force: true });
    await writeFile(draft, content, { flag: 'wx', mode: 0o600, flush: true });
    await rename(draft, path);
    const folder = await open(dirname(path));
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Renames a file whose content is on the disk already. Once this returns, no power cut undoes the new name. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to);
  flushToDisk(dirname(to));
}

/** Waits until the content of a file, or the names in a folder, are on the disk. */
export function flushToDisk(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
