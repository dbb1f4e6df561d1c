import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FOOD_CHECKSUMS } from './catalogue-checksums.js';
import { FoodDataError } from './food-data.error.js';
import type { FoodData } from './food-data.js';
import { parseKinds, parseNames, parsePieces, parseStatedWords, parseWords } from './food-data.js';
import { parseFsisCells } from './fsis-table.js';

/** The SHA-256 of each file that must be there, in hexadecimal digits. */
export type Checksums = ReadonlyMap<string, string>;

const VERSION_LENGTH = 12;

/**
 * Reads the files of the catalogue and refuses any that differs by a single byte from the reviewed ones,
 * and any unreviewed one: a reader would believe that it counts.
 * @throws FoodDataError when a file is missing, unreadable, altered, malformed or one too many
 */
export function readFoodData(folder: string, checksums: Checksums = FOOD_CHECKSUMS): FoodData {
  refuseStrangers(folder, checksums);
  const files = new Map(
    [...checksums].map(([file, checksum]) => [file, readChecked(folder, file, checksum)]),
  );
  const names = [...files].filter(([file]) => file.startsWith('names-'));
  return {
    kinds: parseKinds(files.get('classes.json')),
    names: names.flatMap(([, json]) => parseNames(json)),
    words: parseWords(files.get('words.json'), files.get('everyday.json')),
    stated: parseStatedWords(files.get('told.json')),
    pieces: parsePieces(files.get('pieces.json')),
    fsisCells: parseFsisCells(files.get('fsis-poultry.json')),
    version: versionOf(checksums),
  };
}

/** A short name for this very state of the data. */
const versionOf = (checksums: Checksums): string =>
  sha256(Buffer.from([...checksums.values()].join(' '))).slice(0, VERSION_LENGTH);

function refuseStrangers(folder: string, checksums: Checksums): void {
  const stranger = listed(folder).find((file) => file.endsWith('.json') && !checksums.has(file));
  if (stranger !== undefined) throw new FoodDataError(`${stranger} is no file of the food data`);
}

function listed(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw new FoodDataError('the folder of the food data cannot be read', { cause: error });
  }
}

function readChecked(folder: string, file: string, checksum: string): unknown {
  const bytes = readBytes(folder, file);
  if (sha256(bytes) !== checksum) throw new FoodDataError(`${file} differs from the reviewed one`);
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch (error) {
    throw new FoodDataError(`${file} is no JSON`, { cause: error });
  }
}

function readBytes(folder: string, file: string): Buffer {
  try {
    return readFileSync(join(folder, file));
  } catch (error) {
    throw new FoodDataError(`${file} cannot be read`, { cause: error });
  }
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
