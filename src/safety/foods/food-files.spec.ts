import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FOODS } from '../../../test/harness/safety.js';
import { figureIn, readTable, wordIn } from '../../../test/harness/tables.js';
import { FOOD_CLASSES } from './food-class.js';
import { FOOD_CHECKSUMS } from './catalogue-checksums.js';
import { FoodDataError } from './food-data.error.js';
import { readFoodData } from './food-files.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foods-'));
  for (const file of FOOD_CHECKSUMS.keys()) copyFileSync(join(FOODS, file), join(folder, file));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const refusal = (checksums = FOOD_CHECKSUMS): FoodDataError => {
  try {
    readFoodData(folder, checksums);
  } catch (error) {
    if (error instanceof FoodDataError) return error;
    throw error;
  }
  throw new Error('the food data was read');
};
const change = (file: string, from: string, to: string): void => {
  const before = readFileSync(join(folder, file), 'utf8');
  writeFileSync(join(folder, file), before.replace(from, to));
};
/** Checksums for a folder as it is, as if it had been reviewed. */
const reviewed = (): ReadonlyMap<string, string> =>
  new Map([...FOOD_CHECKSUMS.keys()].map((file) => [file, sha256(readFileSync(join(folder, file)))]));
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('readFoodData', () => {
  it('has the checksums of the shipped files; after a reviewed change, run npm run checksums', () => {
    const changed = [...FOOD_CHECKSUMS].filter(
      ([file, sum]) => sha256(readFileSync(join(FOODS, file))) !== sum,
    );
    expect(changed.map(([file]) => `${file}: review the change, then run npm run checksums`)).toEqual([]);
  });

  it('reads the shipped files, every one of them reviewed', () => {
    const data = readFoodData(folder);
    expect(data.kinds).toHaveLength(FOOD_CLASSES.length);
    expect(data.words.neutral).toContain('tender');
    expect(readdirSync(FOODS).toSorted()).toEqual([...FOOD_CHECKSUMS.keys()].toSorted());
  });

  it('reads the English names first, since they are shown first', () => {
    expect(readFoodData(folder).names[0]?.name).toBe('chicken');
  });

  it('reads the poultry times of FSIS as they are printed, cell by cell', () => {
    const printed = readTable('fsis-poultry').map((row) => ({
      bird: wordIn(row, 'species'),
      fat: figureIn(row, 'fat_percent'),
      fahrenheit: figureIn(row, 'fahrenheit'),
      minutes: figureIn(row, 'minutes'),
    }));
    const asText = (cells: readonly object[]) => cells.map((cell) => JSON.stringify(cell)).toSorted();
    const timed = printed.filter(({ minutes }) => minutes > 0);
    expect(timed.length).toBeGreaterThan(330);
    expect(asText(readFoodData(folder).fsisCells)).toEqual(asText(timed));
  });

  it('refuses a poultry time that was shortened by one digit', () => {
    change('fsis-poultry.json', '63.3', '6.3');
    expect(refusal().problem).toBe('fsis-poultry.json differs from the reviewed one');
  });

  it.each([...FOOD_CHECKSUMS.keys()])('refuses to go without %s', (file) => {
    rmSync(join(folder, file));
    expect(refusal().problem).toBe(`${file} cannot be read`);
  });

  it('refuses a folder that is not there', () => {
    rmSync(folder, { recursive: true });
    expect(refusal().problem).toBe('the folder of the food data cannot be read');
  });

  it('refuses a floor that was lowered by one digit', () => {
    change('classes.json', '"floor_celsius": 57', '"floor_celsius": 47');
    expect(refusal().problem).toBe('classes.json differs from the reviewed one');
  });

  it('refuses a space more at the end', () => {
    writeFileSync(join(folder, 'words.json'), `${readFileSync(join(folder, 'words.json'), 'utf8')} `);
    expect(refusal().problem).toBe('words.json differs from the reviewed one');
  });

  it('refuses files that changed places', () => {
    copyFileSync(join(FOODS, 'names-fr.json'), join(folder, 'names-it.json'));
    expect(refusal().problem).toBe('names-it.json differs from the reviewed one');
  });

  it('refuses a folder in the place of a file', () => {
    rmSync(join(folder, 'names-de.json'));
    mkdirSync(join(folder, 'names-de.json'));
    expect(refusal().problem).toBe('names-de.json cannot be read');
  });

  it('refuses unreviewed names, but not what an editor or a system leaves behind', () => {
    writeFileSync(join(folder, '.DS_Store'), 'x');
    expect(readFoodData(folder).kinds).toHaveLength(FOOD_CLASSES.length);
    writeFileSync(join(folder, 'names-nl.json'), '{"groups":[]}');
    expect(refusal().problem).toBe('names-nl.json is no file of the food data');
  });

  it('refuses what is no JSON, even when its checksum is right', () => {
    writeFileSync(join(folder, 'classes.json'), '{"classes": [');
    const error = refusal(reviewed());
    expect(error.problem).toBe('classes.json is no JSON');
    expect(error.cause).toBeInstanceOf(SyntaxError);
  });

  it('refuses what is JSON of another form, even when its checksum is right', () => {
    writeFileSync(join(folder, 'names-es.json'), '{"groups":[{"food_class":"dragon","names":["smaug"]}]}');
    expect(refusal(reviewed()).problem).toMatch(/^"dragon" is none of raw_legume, /);
  });

  it('gives another version to other data, and the same to the same', () => {
    const before = readFoodData(folder).version;
    expect(before).toMatch(/^[0-9a-f]{12}$/);
    expect(readFoodData(folder).version).toBe(before);
    change('classes.json', '"floor_celsius": 57', '"floor_celsius": 58');
    expect(readFoodData(folder, reviewed()).version).not.toBe(before);
  });

  it('speaks to clients of neither file nor folder', () => {
    rmSync(join(folder, 'words.json'));
    const error = refusal();
    expect(error).toMatchObject({ code: 'SAFETY_UNAVAILABLE', kind: 'unavailable', name: 'FoodDataError' });
    expect(error.message).toContain('no cook can be started');
    expect(error.message).not.toContain('words.json');
    expect(error.message).not.toContain(folder);
  });
});
