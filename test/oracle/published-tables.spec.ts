import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkTables, PUBLISHED_TABLES } from '../../src/safety/evidence/published-tables.js';
import { FOODS } from '../harness/safety.js';

const TABLES = fileURLToPath(new URL('../fixtures/tables', import.meta.url));
const fish = PUBLISHED_TABLES.filter(({ file }) => file === 'baldwin-fish');

describe('npm run tables', () => {
  const { text, passed } = checkTables({ tables: TABLES, foods: FOODS });

  it('finds every table as close as it must be', () => {
    expect({ passed, text }).toEqual({
      passed: true,
      text: expect.not.stringContaining('TOO FAR OFF') as string,
    });
  });

  it('leaves out no published file of test/fixtures/tables', () => {
    const files = readdirSync(TABLES).filter((name) => /^(?!field-cases|food-names).*\.csv$/u.test(name));
    const known = new Set(PUBLISHED_TABLES.map(({ file }) => `${file}.csv`));
    expect([...known].toSorted()).toEqual(files.toSorted());
  });

  it('prints a line for each table, with its cells and how many are inside', () => {
    for (const { title } of PUBLISHED_TABLES) {
      const line = text.split('\n').find((one) => one.startsWith(title));
      expect(line).toMatch(/ +\d+ +\d+ +\S+ % +\S+ % +\S+ % {2}ok$/);
    }
    expect(text).toMatch(/^Baldwin 5\.1: meat +100 +\d\d /m);
  });

  it('names the misprinted slab, with both figures', () => {
    expect(text).toMatch(/as a misprint.*: slab, 5 mm \(printed 5 min, computed 7\.\d\)\./);
  });

  it('fails, and names the cell, when a figure is not what the engine says', () => {
    const folder = mkdtempSync(join(tmpdir(), 'coddle-tables-'));
    try {
      cpSync(TABLES, folder, { recursive: true });
      const file = join(folder, 'baldwin-fish.csv');
      writeFileSync(file, readFileSync(file, 'utf8').replace('5,56,105,15,lean', '5,56,90,15,lean'));
      const altered = checkTables({ tables: folder, foods: FOODS }, fish);
      expect(altered.passed).toBe(false);
      expect(altered.text).toMatch(
        /^TOO FAR OFF in .*: cod, 5 mm at 56 °C \(printed 90 min, computed 9\d\.\d\), \+/m,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
