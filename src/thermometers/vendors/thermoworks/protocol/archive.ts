import type { Celsius } from '../../../../shared/units.js';
import { celsius } from '../../../../shared/units.js';
import { celsiusOf, humidityOf, instantIn, wordIn } from './field-readers.js';
import { fieldOf } from '../../wire-values.js';
import { listOf, type FirestoreDocument } from './firestore.js';

/** A closed session of a device, whose readings lie in a file. */
export interface Archive {
  readonly id: string;
  /** The name of its file; undefined where it has none. */
  readonly file: string | undefined;
  /** When its last reading was taken, in milliseconds since 1970. */
  readonly end: number | undefined;
  /** The newest readings of each channel, which the document itself holds. */
  readonly recent: readonly ArchivedReading[];
}

/** A reading of an archive. */
export interface ArchivedReading {
  /** The number of its channel. */
  readonly place: string;
  /** In milliseconds since 1970. */
  readonly at: number;
  /** In °C, or in percent for humidity. */
  readonly value: Celsius;
}

const LONGEST_FILE_NAME = 512;
const LONGEST_PLACE = 32;
/** The names of files hold a folder for the device and end in `.json`. */
const FILE = /^[\w\-./: ]+$/;

/** Decodes the document of an archive. It never throws. */
export function decodeArchive({ id, fields }: FirestoreDocument): Archive {
  const file = fieldOf(fields, 'filename');
  const isUsable = typeof file === 'string' && file.length <= LONGEST_FILE_NAME && FILE.test(file);
  return {
    id,
    file: isUsable ? file : undefined,
    end: instantIn(fields, 'end'),
    recent: listOf(fieldOf(fields, 'channels')).flatMap(recentReadings),
  };
}

/** The last readings of a channel: `{v, ts, u}`, where `v` is a decimal text. */
function recentReadings(channel: unknown): ArchivedReading[] {
  const place = placeOf(fieldOf(channel, 'number'));
  return listOf(fieldOf(channel, 'recentReadings')).flatMap((reading) => {
    const text = fieldOf(reading, 'v');
    const value =
      typeof text === 'string' && /^-?\d{1,6}(?:\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
    return readingOf(place, instantIn(reading, 'ts'), value, wordIn(reading, 'u'));
  });
}

/** The readings in the file of an archive: rows `[channel, ms since 1970, value, unit]`; a broken row is left out. */
export const decodeArchiveFile = (body: unknown): readonly ArchivedReading[] =>
  listOf(fieldOf(body, 'readings')).flatMap((row) => {
    const [place, at, value, unit] = listOf(row);
    return readingOf(
      placeOf(place),
      numberOf(at),
      numberOf(value),
      typeof unit === 'string' ? unit.trim().toUpperCase() : '',
    );
  });

function readingOf(
  place: string | undefined,
  at: number | undefined,
  number: number | undefined,
  unit: string,
): ArchivedReading[] {
  const value = unit === 'H' ? humidityOf(number) : celsiusOf(number, unit);
  return place === undefined || at === undefined || value === null
    ? []
    : [{ place, at, value: celsius(value) }];
}

function placeOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_PLACE ? value : undefined;
}

const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
