import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { sumOf } from '../backup/sums.js';
import { CliError } from '../cli.errors.js';
import type { CliContext } from '../cli-context.js';
import { readSums, SUMS_FILE } from './checksums.js';
import { copyPrivately } from './private-copy.js';
import { checkSignature, SIGNATURE } from './release-signature.js';
import { isVersion } from './version.js';

/** A packed release that is whole, and made for this kind of machine as far as its name tells. */
export interface ReleaseFile {
  /** A copy that only this user can open: what was checked is what is unpacked. */
  readonly path: string;
  /** A file with the paths of all that was checked and may be unpacked, each ended by a zero byte. */
  readonly list: string;
  readonly version: string;
}

/** What the owner says of a release. */
export interface ReleaseOptions {
  /** What its sum must be; without it, what a list beside it says. */
  readonly sha256?: string | undefined;
  /** Takes one without a signature that can be verified. */
  readonly allowUnsigned?: boolean | undefined;
}

interface Entry {
  /** The first letter of how tar shows its rights: `-` is a file, `d` a folder. */
  readonly kind: string;
  readonly path: string;
}

/** For a card that is slow, in milliseconds. */
export const UNPACKING = 300_000;

const AGAIN = 'fetch it again';
const NAME = /^coddle-(.+)-linux-(\w+)\.tar\.gz$/;
const LINE = /^(\S)\S* +\S+ +\d+ +\S+ +\S+ (.+)$/;

/**
 * Looks at a packed release without unpacking it, in a private copy that cannot change meanwhile.
 * @param folder a new folder for the copy
 * @throws CliError when it is not whole, not what it was, not signed, or not one that can be unpacked here
 */
export async function inspectReleaseFile(
  io: CliContext,
  tarball: string,
  folder: string,
  { sha256, allowUnsigned = false }: ReleaseOptions = {},
): Promise<ReleaseFile> {
  const original = resolve(io.folder, tarball);
  const name = basename(original);
  mkdirSync(folder, { mode: 0o700 });
  const path = join(folder, 'release.tar.gz');
  copyPrivately(original, path, tarball);
  checkSum(io, { original, path, given: sha256 });
  checkSignature(io, { path, name, signature: signatureOf(original) }, allowUnsigned);
  const entries = await entriesOf(io, path, name);
  const version = versionIn(name, entries);
  checkName(name, version);
  const list = join(folder, 'entries');
  writeFileSync(list, entries.map((entry) => `${entry.path}\0`).join(''), { mode: 0o600 });
  return { path, list, version };
}

/** What lies beside a release as its signature. */
function signatureOf(original: string): Buffer | undefined {
  try {
    return readFileSync(`${original}${SIGNATURE}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function checkSum(
  { stdout }: CliContext,
  { original, path, given }: { original: string; path: string; given: string | undefined },
): void {
  const name = basename(original);
  const expected = given ?? readSums(join(dirname(original), SUMS_FILE))?.get(name);
  if (expected === undefined) {
    stdout.write(`No ${SUMS_FILE} beside ${name} names its sum, so the sums inside it are relied on.\n`);
    return;
  }
  if (sumOf(path).sha256 !== expected.toLowerCase()) {
    throw new CliError(`${name} does not have the sum that it should have: ${AGAIN}, and its sum with it`);
  }
  stdout.write(`${name} has the sum that it should have.\n`);
}

/** By numbers and with everything strange escaped, so that it can be read and shown. */
async function entriesOf(io: CliContext, path: string, name: string): Promise<readonly Entry[]> {
  const words = ['--numeric-owner', '--quoting-style=escape', '-tvzf', path];
  const { code, stdout } = await io.run('tar', words, { timeout: UNPACKING, variables: { LC_ALL: 'C' } });
  if (code !== 0) throw new CliError(`${name} is not a whole .tar.gz: ${AGAIN}`);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, kind = line.charAt(0), entry = line] = LINE.exec(line) ?? [];
      return { kind, path: entry };
    });
}

/** The version in the name of the one folder that everything must lie in. */
function versionIn(name: string, entries: readonly Entry[]): string {
  const [folder = ''] = entries[0]?.path.split('/') ?? [];
  const version = folder.replace(/^coddle-/, '');
  if (folder === version || !isVersion(version)) {
    throw new CliError(`${name} is not a release of Coddle: name a coddle-<version>-linux-<machine>.tar.gz`);
  }
  const seen = new Set<string>();
  const strange = entries.find(({ kind, path }) => !isOfRelease(folder, kind, path) || !isNew(seen, path));
  if (strange === undefined) return version;
  throw new CliError(
    `${name} holds ${strange.path}, which has no place in a release, so nothing was unpacked: fetch it from where Coddle is published`,
  );
}

/** The names that releases use. A segment of dots alone, or none at all, may lead elsewhere than it seems. */
const SEGMENT = /^(?!\.{1,2}$)[\w.@+-]+$/;

/** Whether it is a plain file or a folder below the one of the release; a folder ends with a slash. */
function isOfRelease(folder: string, kind: string, path: string): boolean {
  if (kind !== '-' && kind !== 'd') return false;
  const [first, ...others] = (kind === 'd' ? path.replace(/\/$/, '') : path).split('/');
  const complete = kind === 'd' || others.length > 0;
  return complete && first === folder && others.every((segment) => SEGMENT.test(segment));
}

/** The second entry of a name would take the place of the first when they are unpacked. */
function isNew(seen: Set<string>, path: string): boolean {
  const name = path.replace(/\/$/, '');
  return !seen.has(name) && seen.add(name).has(name);
}

/** A file that somebody named otherwise is judged by what is in it. */
function checkName(name: string, version: string): void {
  const [, named, machine] = NAME.exec(name) ?? [];
  if (named !== undefined && named !== version) {
    throw new CliError(`${name} holds Coddle ${version}, so somebody changed it or its name: ${AGAIN}`);
  }
  if (machine !== undefined) checkMachine(version, machine);
}

/** @throws CliError when a release is made for another kind of machine */
export function checkMachine(version: string, machine: string): void {
  if (machine === process.arch) return;
  throw new CliError(
    `This release is made for ${machine} and this machine is ${process.arch}: take coddle-${version}-linux-${process.arch}.tar.gz`,
  );
}
