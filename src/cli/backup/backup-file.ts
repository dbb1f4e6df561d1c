import { closeSync, lstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { CoddleError } from '../../shared/errors.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import { CliError } from '../cli.errors.js';
import type { CliContext } from '../cli-context.js';
import type { Ran } from '../run-program.js';
import { FORMAT, readManifest, type Manifest } from './manifest.js';
import { isSameSum, sumOf, type Sum } from './sums.js';

/** The names of all that a backup may hold. Whatever else is in a file is never taken out of it. */
export const PARTS = {
  manifest: 'backup.json',
  settings: 'settings.enc',
  database: 'coddle.db',
  readings: 'readings.db',
} as const;

/** A card is slow, and a year of readings takes its time. In milliseconds. */
const TAR_TIMEOUT = 30 * 60_000;
/** How tar and gzip say that the disk is full; of a last piece that fits in part they only tell how much did. */
const DISK_FULL = /no space left|quota exceeded|wrote only/i;
const GZIP = Buffer.from([0x1f, 0x8b]);

/** Packs the parts that lie in a folder. @throws CliError when they cannot be packed */
export async function pack(
  { run }: Pick<CliContext, 'run'>,
  folder: string,
  parts: readonly string[],
  file: string,
): Promise<void> {
  const owner = ['--owner=0', '--group=0', '--numeric-owner'];
  const words = ['-czf', file, '--force-local', '--format=ustar', ...owner, '-C', folder, '--', ...parts];
  const packed = await run('tar', words, { timeout: TAR_TIMEOUT, variables: { LC_ALL: 'C' } });
  if (packed.code !== 0)
    throw tarTrouble(packed, `tar could not write ${file}: look at the disk and run this again`);
}

/**
 * Unpacks a backup into a folder that is empty and ours alone, and compares what comes out with its sums.
 * @throws CliError telling what is wrong with the file; what came out of it is then left in the folder
 */
export async function unpack(io: Pick<CliContext, 'run'>, file: string, folder: string): Promise<Manifest> {
  if (!beginsAsGzip(file)) throw noBackup(file);
  const listed = await tarOf(io, file, '-tzf', file);
  const found = Object.values(PARTS).filter((part) => listed.split('\n').includes(part));
  if (!found.includes(PARTS.manifest)) throw noBackup(file);
  await tarOf(
    io,
    file,
    '-xzf',
    file,
    '--no-same-owner',
    '--no-same-permissions',
    '-C',
    folder,
    '--',
    ...found,
  );
  const strange = found.find((part) => !isPlainFile(join(folder, part)));
  if (strange !== undefined) throw noBackup(file);
  return soundManifest(file, folder);
}

function soundManifest(file: string, folder: string): Manifest {
  const manifest = manifestIn(file, folder);
  if (manifest === undefined) throw damaged(file);
  if ('laterFormat' in manifest) {
    throw new CliError(
      `${file} is of format ${manifest.laterFormat}, made by a later Coddle, and this one reads format ${FORMAT}: run coddle update first`,
    );
  }
  const { settings, database, readings } = manifest;
  const sound = isAsSaid(join(folder, PARTS.settings), settings);
  const databases = [[PARTS.database, database] as const, [PARTS.readings, readings ?? null] as const];
  if (!sound || !databases.every(([part, sum]) => isAsSaid(join(folder, part), sum))) throw damaged(file);
  return manifest;
}

/** Whatever keeps it from being read is the file's fault. */
function manifestIn(file: string, folder: string): ReturnType<typeof readManifest> {
  try {
    return readManifest(join(folder, PARTS.manifest));
  } catch (error) {
    if (error instanceof CoddleError) throw damaged(file);
    throw error;
  }
}

function isAsSaid(path: string, sum: Sum | null): boolean {
  const isThere = isPlainFile(path);
  return sum === null ? !isThere : isThere && isSameSum(sumOf(path), sum);
}

/** What is neither a link to elsewhere nor a second name of another file. */
function isPlainFile(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.nlink === 1;
}

async function tarOf({ run }: Pick<CliContext, 'run'>, file: string, ...words: string[]): Promise<string> {
  const ran = await run('tar', ['--force-local', ...words], {
    timeout: TAR_TIMEOUT,
    variables: { LC_ALL: 'C' },
  });
  if (ran.code !== 0) throw tarTrouble(ran, damaged(file).message);
  return ran.stdout;
}

function tarTrouble({ code, stderr }: Ran, otherwise: string): Error {
  if (code === 127) return new CliError('There is no tar on this machine: apt install tar gzip brings it');
  if (DISK_FULL.test(stderr)) return new StorageUnavailableError('full');
  return new CliError(otherwise);
}

function beginsAsGzip(file: string): boolean {
  const begin = Buffer.alloc(GZIP.length);
  try {
    const descriptor = openSync(file, 'r');
    try {
      readSync(descriptor, begin);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EISDIR') return false;
    throw new CliError(
      `${file} cannot be read (${code}): name a backup, as coddle backup made it${code === 'EACCES' ? ', and run this with sudo' : ''}`,
      { cause: error },
    );
  }
  return begin.equals(GZIP);
}

const noBackup = (file: string): CliError =>
  new CliError(`${file} is no backup of Coddle: name a coddle-backup-….tar.gz, as coddle backup makes them`);

const damaged = (file: string): CliError =>
  new CliError(`${file} is damaged or only half there: copy it again, or take another backup`);
