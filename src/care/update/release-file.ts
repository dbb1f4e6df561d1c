import { statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { sumOf } from '../backup/sums.js';
import { CareError } from '../care.errors.js';
import type { CareIo } from '../care-io.js';
import { readSums, SUMS_FILE } from './checksums.js';
import { isVersion } from './version.js';

/** A packed release that is whole, and made for this kind of machine as far as its name tells. */
export interface ReleaseFile {
  readonly path: string;
  readonly version: string;
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
 * Looks at a packed release without unpacking it.
 * @param sha256 what its sum must be; without it, what a list beside it says
 * @throws CareError when it is not whole, not what it was, or not one that can be unpacked here
 */
export async function inspectReleaseFile(
  io: CareIo,
  tarball: string,
  sha256: string | undefined,
): Promise<ReleaseFile> {
  const path = resolve(io.folder, tarball);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    throw new CareError(`${tarball} is not there: name the .tar.gz of a release`);
  }
  checkSum(io, path, sha256);
  const version = versionIn(basename(path), await entriesOf(io, path));
  checkName(basename(path), version);
  return { path, version };
}

function checkSum({ stdout }: CareIo, path: string, given: string | undefined): void {
  const name = basename(path);
  const expected = given ?? readSums(join(dirname(path), SUMS_FILE))?.get(name);
  if (expected === undefined) {
    stdout.write(`No ${SUMS_FILE} beside ${name} names its sum, so the sums inside it are relied on.\n`);
    return;
  }
  if (sumOf(path).sha256 !== expected.toLowerCase()) {
    throw new CareError(`${name} does not have the sum that it should have: ${AGAIN}, and its sum with it`);
  }
  stdout.write(`${name} has the sum that it should have.\n`);
}

/** By numbers and with everything strange escaped, so that it can be read and shown. */
async function entriesOf(io: CareIo, path: string): Promise<readonly Entry[]> {
  const words = ['--numeric-owner', '--quoting-style=escape', '-tvzf', path];
  const { code, stdout } = await io.run('tar', words, { timeout: UNPACKING, variables: { LC_ALL: 'C' } });
  if (code !== 0) throw new CareError(`${basename(path)} is not a whole .tar.gz: ${AGAIN}`);
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
    throw new CareError(`${name} is not a release of Coddle: name a coddle-<version>-linux-<machine>.tar.gz`);
  }
  const strange = entries.find(({ kind, path }) => !/^[-d]$/.test(kind) || !isBelow(folder, path));
  if (strange === undefined) return version;
  throw new CareError(
    `${name} holds ${strange.path}, which has no place in a release, so nothing was unpacked: fetch it from where Coddle is published`,
  );
}

const isBelow = (folder: string, path: string): boolean =>
  path.startsWith(`${folder}/`) && !path.split('/').includes('..');

/** A file that somebody named otherwise is judged by what is in it. */
function checkName(name: string, version: string): void {
  const [, named, machine] = NAME.exec(name) ?? [];
  if (named !== undefined && named !== version) {
    throw new CareError(`${name} holds Coddle ${version}, so somebody changed it or its name: ${AGAIN}`);
  }
  if (machine !== undefined) checkMachine(version, machine);
}

/** @throws CareError when a release is made for another kind of machine */
export function checkMachine(version: string, machine: string): void {
  if (machine === process.arch) return;
  throw new CareError(
    `This release is made for ${machine} and this machine is ${process.arch}: take coddle-${version}-linux-${process.arch}.tar.gz`,
  );
}
