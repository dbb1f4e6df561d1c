import { existsSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Places } from '../places.js';

/** The version that `current` points to; undefined when nothing is installed. */
export function currentRelease({ opt }: Places): string | undefined {
  try {
    return basename(readlinkSync(join(opt, 'current')));
  } catch {
    return undefined;
  }
}

const CREDENTIALS = ['credentials.cred', 'credentials.enc', 'credentials.json'];

/** The file that holds the token, as far as can be told from the names. */
export const credentialsFile = ({ etc }: Places): string =>
  CREDENTIALS.map((name) => join(etc, name)).find((file) => existsSync(file)) ??
  join(etc, 'credentials.json');

/** A backup, and when it was made. */
export interface Backup {
  readonly file: string;
  readonly made: Date;
}

/** The newest backup; undefined when there is none. @throws the system's error when the folder cannot be read */
export function newestBackup({ backups }: Places): Backup | undefined {
  if (!existsSync(backups)) return undefined;
  return readdirSync(backups)
    .filter((name) => /^coddle-backup-.*\.tar\.gz$/.test(name))
    .map((name) => ({ file: name, made: statSync(join(backups, name)).mtime }))
    .reduce<Backup | undefined>(
      (newest, one) => (newest && newest.made >= one.made ? newest : one),
      undefined,
    );
}
