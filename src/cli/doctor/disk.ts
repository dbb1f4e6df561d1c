import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Check } from './check.js';
import { note, ok, wrong, type Finding } from './finding.js';

/** A disk, with those of our folders that lie on it. */
export interface Disk {
  readonly folders: readonly string[];
  /** In bytes, as far as a service may use it. */
  readonly free: number;
  readonly total: number;
  readonly readOnly: boolean;
}

const MB = 1_000_000;
const TOO_LITTLE = 100 * MB;
const TOO_LITTLE_OF_ALL = 0.02;
const LITTLE = 500 * MB;
const FREE_UP =
  'sudo apt clean && sudo journalctl --vacuum-size=50M free some space; sudo du -xh / | sort -h | tail shows what uses it';

/** Whether there is space for data, releases and backups, on disks that can be written to. */
export const disk: Check = ({ places }) =>
  disksOf([...new Set([places.data, places.opt, places.backups])]).map(judged);

/** What is to be said of a disk. */
export function judged({ folders, free, total, readOnly }: Disk): Finding {
  const [check, where] = ['disk', folders.join(', ')];
  if (readOnly) {
    const told = `the disk of ${where} is read-only: Linux stops writing to a failing card`;
    return wrong(
      check,
      told,
      'copy /var/backups/coddle elsewhere now, then dmesg | grep -i mmc; put in a new card, install Coddle and run sudo coddle restore',
    );
  }
  const told = `${size(free)} of ${size(total)} are free for ${where}`;
  if (free < TOO_LITTLE || free < total * TOO_LITTLE_OF_ALL) return wrong(check, told, FREE_UP);
  return free < LITTLE ? note(check, told, FREE_UP) : ok(check, told);
}

function disksOf(folders: readonly string[]): readonly Disk[] {
  const byDevice = new Map<number, string[]>();
  for (const folder of folders) {
    const { dev } = statSync(existing(folder));
    byDevice.set(dev, [...(byDevice.get(dev) ?? []), folder]);
  }
  return [...byDevice.values()].map((together) => diskOf(together));
}

function diskOf(folders: readonly string[]): Disk {
  const place = existing(folders[0]!);
  const { bavail, blocks, bsize } = statfsSync(place);
  return { folders, free: bavail * bsize, total: blocks * bsize, readOnly: isReadOnly(place) };
}

const existing = (folder: string): string => (existsSync(folder) ? folder : existing(dirname(folder)));

/** Asks without writing; whoever lacks the right to write learns nothing. */
function isReadOnly(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EROFS';
  }
}

const size = (bytes: number): string =>
  bytes < 1000 * MB ? `${Math.floor(bytes / MB)} MB` : `${(bytes / 1000 / MB).toFixed(1)} GB`;
