import { readSmallFile } from '../../config/private-file.js';
import type { JournalHead } from '../../storage/journal-store.js';
import type { Sum } from './sums.js';

/** The form of the backups that we write, and the latest that we read. */
export const FORMAT = 1;

/** What a backup says of itself, open and once more under seal. */
export interface Facts {
  readonly format: number;
  /** ISO 8601. */
  readonly madeAt: string;
  /** The release of Coddle that it was made with; empty when that was not known. */
  readonly version: string;
  /** The copy of the database; null when there was none yet, and then there is no journal either. */
  readonly database: Sum | null;
  readonly journal: JournalHead | null;
  /** The copy of the readings of probes; left out when there are none, as in a backup of an earlier release. */
  readonly readings?: Sum;
}

/** The open part of a backup, which tells whether the others are whole. */
export interface Manifest extends Facts {
  readonly settings: Sum;
}

/** The facts in one order, so that two texts are the same exactly when they are. */
export const factsOf = ({ format, madeAt, version, database, journal, readings }: Facts): string =>
  JSON.stringify([
    format,
    madeAt,
    version,
    database && [database.size, database.sha256],
    journal && [journal.sequence, journal.hash],
    ...(readings === undefined ? [] : [[readings.size, readings.sha256]]),
  ]);

/** @returns the format alone when it is a later one; undefined when it is no manifest at all */
export function readManifest(file: string): Manifest | { readonly laterFormat: number } | undefined {
  const value = parseJson(readSmallFile({ folder: '', file }) ?? '');
  if (!isObject(value) || !Number.isInteger(value['format'])) return undefined;
  if ((value['format'] as number) > FORMAT) return { laterFormat: value['format'] as number };
  return isManifest(value) ? value : undefined;
}

function isManifest(value: Record<string, unknown>): value is Record<string, unknown> & Manifest {
  const { format, madeAt, version, database, journal, readings, settings } = value;
  if (format !== FORMAT || typeof version !== 'string') return false;
  if (typeof madeAt !== 'string' || Number.isNaN(Date.parse(madeAt)) || !isSum(settings)) return false;
  if (readings !== undefined && !isSum(readings)) return false;
  return database === null ? journal === null : isSum(database) && isHead(journal);
}

const isSum = (value: unknown): value is Sum =>
  isObject(value) && Number.isInteger(value['size']) && typeof value['sha256'] === 'string';
const isHead = (value: unknown): value is JournalHead =>
  isObject(value) && Number.isInteger(value['sequence']) && typeof value['hash'] === 'string';
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
