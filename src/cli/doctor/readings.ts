import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sizeOfSeries, SERIES_FILE } from '../../history/series/series-file.js';
import type { Check } from './check.js';
import { note, ok, type Finding } from './finding.js';

const CHECK = 'readings';

/** How large the readings of probes are, and whether a damaged file of them lies aside. Without any, nothing is said. */
export const readings: Check = ({ places }, { settings }) =>
  readingsIn(settings.environment?.dataDir ?? places.data);

/** The same of a folder of data. */
export function readingsIn(folder: string): Finding[] {
  const size = sizeOfSeries(folder);
  const found = asideIn(folder).map((name) => aside(join(folder, name)));
  if (size === 0) return found;
  return [ok(CHECK, `the readings of thermometers take ${(size / 1e6).toFixed(1)} MB`), ...found];
}

function asideIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  try {
    return readdirSync(folder).filter((name) => /^readings\.db\.damaged-\w+$/.test(name));
  } catch {
    // Only root may look into the folder of the service.
    return [];
  }
}

const aside = (path: string): Finding =>
  note(
    CHECK,
    `${SERIES_FILE} was damaged and is now ${path}; a new one was begun`,
    'a backup may hold the earlier readings: keep the file until you have looked, then delete it',
  );
