import { closeSync, constants, fstatSync, openSync, readFileSync, statSync, type Stats } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { CredentialsFileError } from './config.errors.js';
import type { RandomBytes } from './fernet.js';
import { writeDurably } from '../shared/durable-file.js';

/** The largest file that is read, in bytes; real ones hold a few hundred. */
export const LARGEST_FILE = 64 * 1024;

const GROUP_AND_OTHERS = 0o077;

/** A file, named as the operator names it. */
export interface FileName {
  /** The current folder, which `file` is relative to. */
  readonly folder: string;
  /** The path as given, which messages may show to the operator. */
  readonly file: string;
  /** Whether a symbolic link in its place is refused: in a folder of the service, it could lead root anywhere. */
  readonly noLink?: boolean;
}

/** The owner of a file. */
export type Owner = Pick<Stats, 'uid' | 'gid'>;

/** Thrown when other users may read or write a file that must be private; the message has the command that mends it. */
export class OpenToOthersError extends CredentialsFileError {
  constructor(file: string) {
    super(`${file} is open to other users: run chmod 600 ${quoted(file)}`);
  }
}

/**
 * The text of a small file, or undefined when there is none.
 * @param check checks the opened file before it is read, and throws to refuse it
 * @throws CredentialsFileError when it cannot be read, is too large or is not text
 */
export function readSmallFile(name: FileName, check: (stats: Stats) => void = () => {}): string | undefined {
  const descriptor = open(name);
  if (descriptor === undefined) return undefined;
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new CredentialsFileError(`${name.file} is not a file`);
    check(stats);
    if (stats.size > LARGEST_FILE) throw tooLarge(name.file);
    return toText(readFileSync(descriptor), name.file);
  } finally {
    closeSync(descriptor);
  }
}

/** As `readSmallFile`, but refuses a file that anyone but its owner may use, with the command that mends it. */
export function readPrivateFile(name: FileName): string | undefined {
  return readSmallFile(name, ({ mode }) => {
    if ((mode & GROUP_AND_OTHERS) === 0) return;
    throw new OpenToOthersError(name.file);
  });
}

/**
 * Writes a file that only its owner may read: whole, or not at all, and once it returns no power cut undoes it.
 * @param owner the new owner of the file; default the user of this process
 * @throws CredentialsFileError when it cannot be written
 */
export function writePrivateFile(
  { folder, file }: FileName,
  text: string,
  random: RandomBytes,
  owner?: Owner,
): void {
  const path = resolve(folder, file);
  const draft = `${path}.${random(6).toString('hex')}.tmp`;
  try {
    writeDurably(path, text, { draft, owner });
  } catch (error) {
    throw new CredentialsFileError(`${file} cannot be written (${codeOf(error)})`, { cause: error });
  }
}

/**
 * The owner for a file that root writes, so that the server, which does not run as root, can read it: the present owner
 * of the file, that of the first of its neighbours, or that of the folder. Undefined when the user is not root.
 */
export function ownerFor({ folder, file }: FileName, neighbours: readonly string[]): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const path = resolve(folder, file);
  return [path, ...neighbours.map((name) => resolve(dirname(path), name)), dirname(path)]
    .map((candidate) => statSync(candidate, { throwIfNoEntry: false }))
    .find((stats) => stats !== undefined);
}

/**
 * The owner for a file that root writes into a folder of the service: that of the folder, whatever lies in it. Undefined
 * when the user is not root.
 */
export const ownerOfFolder = ({ folder, file }: FileName): Owner | undefined =>
  process.getuid?.() === 0 ? statSync(dirname(resolve(folder, file)), { throwIfNoEntry: false }) : undefined;

/** The refusal of a file that is larger than any credentials are. */
export const tooLarge = (file: string): CredentialsFileError =>
  new CredentialsFileError(
    `${file} is too large: a credentials file holds at most ${LARGEST_FILE / 1024} KiB`,
  );

function open({ folder, file, noLink = false }: FileName): number | undefined {
  try {
    // Without O_NONBLOCK a named pipe would block the start for ever.
    const flags = constants.O_RDONLY | constants.O_NONBLOCK | (noLink ? constants.O_NOFOLLOW : 0);
    return openSync(resolve(folder, file), flags);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    if (codeOf(error) === 'ELOOP')
      throw new CredentialsFileError(`${file} is a symbolic link: put the file itself in its place`, {
        cause: error,
      });
    throw new CredentialsFileError(
      `${file} cannot be read (${codeOf(error)}): give it to the user who runs Coddle`,
      { cause: error },
    );
  }
}

function toText(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new CredentialsFileError(`${file} is not UTF-8 text: save it as UTF-8`, { cause: error });
  }
}

/** The system's error code, such as `ENOENT`. */
export const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown';

/** A path quoted for a shell. */
export const quoted = (path: string): string =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
