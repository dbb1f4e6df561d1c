import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chickenCook } from './chicken-cook.js';
import { formatCook, parseCook, readCook } from './series-csv.js';

describe('parseCook', () => {
  it('reads both units, empty cells, and which probes are in the air', () => {
    expect(parseCook('elapsed_s,breast_c,pit_f\n0,4.5,212\r\n12.5,,221\n', 'Test')).toEqual({
      name: 'Test',
      probes: [
        { place: 1, name: 'breast', kind: 'core' },
        { place: 2, name: 'pit', kind: 'ambient' },
      ],
      rows: [
        { elapsed: 0, celsius: [4.5, 100] },
        { elapsed: 12.5, celsius: [undefined, 105] },
      ],
      events: [],
    });
  });

  it.each([
    ['', /Line 1/],
    ['time,breast_c\n0,4', /Line 1/],
    ['elapsed_s,breast\n0,4', /Line 1/],
    ['elapsed_s,breast_c\n0,4\nx,5', /Line 3/],
    ['elapsed_s,breast_c\n0,warm', /Line 2/],
    ['elapsed_s,breast_c\n0,4,5', /Line 2/],
    ['elapsed_s,breast_c\n5,4\n0,4', /order of time/],
  ])('refuses %j', (text, message) => {
    expect(() => parseCook(text, 'Test')).toThrow(message);
  });

  it('reads back from a file what formatCook writes', () => {
    const cook = chickenCook();
    const folder = mkdtempSync(join(tmpdir(), 'coddle-cook-'));
    try {
      writeFileSync(join(folder, 'cook.csv'), formatCook(cook));
      expect(readCook(join(folder, 'cook.csv'), 'Chicken').rows).toEqual(cook.rows);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
