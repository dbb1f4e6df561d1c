import { closeSync, constants, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { CliError } from '../cli.errors.js';

/** Releases are at most 25 MB (scripts/package.mjs); more than this is none, in bytes. */
const LARGEST = 100_000_000;
const CHUNK = 4 * 1024 * 1024;

/**
 * Copies a file that others may change into one that only this user can open. What is checked afterwards is then what
 * is used, whatever becomes of the original.
 * @param shown the name of the file in messages
 * @throws CliError when there is no such file, or it is too large
 */
export function copyPrivately(source: string, target: string, shown: string): void {
  const from = open(source, shown);
  try {
    const to = openSync(target, 'wx', 0o600);
    try {
      copy(from, to, shown);
    } finally {
      closeSync(to);
    }
  } finally {
    closeSync(from);
  }
}

/** Without waiting for a writer, where it is a named pipe. */
function open(source: string, shown: string): number {
  try {
    const descriptor = openSync(source, constants.O_RDONLY | constants.O_NONBLOCK);
    if (fstatSync(descriptor).isFile()) return descriptor;
    closeSync(descriptor);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  throw new CliError(`${shown} is not there: name the .tar.gz of a release`);
}

function copy(from: number, to: number, shown: string): void {
  const chunk = Buffer.alloc(CHUNK);
  let total = 0;
  for (let length = readSync(from, chunk); length > 0; length = readSync(from, chunk)) {
    total += length;
    if (total > LARGEST) throw new CliError(`${shown} is larger than any release: fetch it again`);
    for (let written = 0; written < length;) written += writeSync(to, chunk, written, length - written);
  }
}
