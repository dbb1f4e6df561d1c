import {
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { flushToDisk } from '../../shared/durable-file.js';

/** Where a link leads, as it says; undefined when there is no link. */
export function targetOf(link: string): string | undefined {
  try {
    return readlinkSync(link);
  } catch (error) {
    if (['ENOENT', 'EINVAL'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** The text of a file; undefined when there is none. */
export function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Changes where a link leads, in one step that a power cut does not undo. */
export function point(link: string, target: string): void {
  byRenaming(link, (draft) => symlinkSync(target, draft));
}

/** Writes a file: whole, or not at all, and once it returns no power cut undoes it. */
export function writeWhole(file: string, text: string, mode = 0o644): void {
  byRenaming(file, (draft) => writeFileSync(draft, text, { mode, flush: true }));
}

/** Removes everything in a folder whose name begins so: what an earlier run was killed over. */
export function sweep(folder: string, ...beginnings: readonly string[]): void {
  for (const name of readdirSync(folder)) {
    if (beginnings.some((beginning) => name.startsWith(beginning))) {
      rmSync(join(folder, name), { recursive: true, force: true });
    }
  }
}

function byRenaming(path: string, make: (draft: string) => void): void {
  const draft = join(dirname(path), `.${basename(path)}.new`);
  rmSync(draft, { force: true });
  try {
    make(draft);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  flushToDisk(dirname(path));
}
