import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readingsIn } from './readings.js';

describe('The readings of probes, as the doctor sees them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'coddle-doctor-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are not mentioned where there are none', () => {
    expect(readingsIn(folder)).toEqual([]);
    expect(readingsIn(join(folder, 'none'))).toEqual([]);
  });

  it('have their size, and a damaged file that was set aside is named', () => {
    writeFileSync(join(folder, 'readings.db'), Buffer.alloc(2_000_000));
    writeFileSync(join(folder, 'readings.db-wal'), Buffer.alloc(100_000));
    writeFileSync(join(folder, 'readings.db.damaged-20260301T120000Z'), '');
    writeFileSync(join(folder, 'readings.db.damaged-20260301T120000Z-wal'), '');
    const aside = join(folder, 'readings.db.damaged-20260301T120000Z');
    expect(readingsIn(folder)).toMatchObject([
      { check: 'readings', state: 'ok', told: 'the readings of thermometers take 2.1 MB' },
      { state: 'note', told: `readings.db was damaged and is now ${aside}; a new one was begun` },
    ]);
  });
});
