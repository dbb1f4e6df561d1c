import fc from 'fast-check';
import { trials } from '../../../test/harness/soak.js';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { celsius } from '../../shared/units.js';
import { FSIS_FATS, FsisPoultry, UNKNOWN_FAT, type FsisBird, type FsisCell } from './fsis-poultry.js';

const FILE = fileURLToPath(new URL('../../../test/fixtures/tables/fsis-poultry.csv', import.meta.url));
const [, ...lines] = readFileSync(FILE, 'utf8').trim().split('\n');
const cells: readonly (FsisCell & { readonly step: number })[] = lines.map((line) => {
  const [bird, fat, fahrenheit, minutes, step] = line.split(',');
  return {
    bird: bird as FsisBird,
    fat: Number(fat),
    fahrenheit: Number(fahrenheit),
    minutes: Number(minutes),
    step: Number(step),
  };
});
const timed = cells.filter(({ minutes }) => minutes > 0);
const toCelsius = (fahrenheit: number) => celsius(((fahrenheit - 32) * 5) / 9);

describe('FsisPoultry', () => {
  const table = new FsisPoultry(cells);

  it('has a column for each percent of fat up to 12, which is taken where the fat is unknown', () => {
    expect(FSIS_FATS).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(UNKNOWN_FAT).toBe(12);
  });

  it('gives back every cell that is printed', () => {
    expect(timed.length).toBeGreaterThan(330);
    for (const { bird, fat, fahrenheit, minutes } of timed) {
      expect(table.dwell(toCelsius(fahrenheit), bird, fat)).toBeCloseTo(minutes, 6);
    }
  });

  it('predicts a cell that it was not given within 3 % or the rounding of the table', () => {
    const misses = timed
      .filter((_cell, index) => index % 7 === 3)
      .filter(({ bird, fat, fahrenheit, minutes, step }) => {
        const others = cells.filter(
          (cell) => cell.bird !== bird || cell.fat !== fat || cell.fahrenheit !== fahrenheit,
        );
        const found = new FsisPoultry(others).dwell(toCelsius(fahrenheit), bird, fat);
        return Math.abs(found - minutes) > 0.03 * minutes + step;
      });
    expect(misses).toEqual([]);
  });

  it('credits nothing below 54.4 °C, and along the first slope up to the first row', () => {
    expect(table.dwell(celsius(54.39))).toBe(Infinity);
    expect(table.dwell(celsius(54.4))).toBeLessThan(Infinity);
    expect(table.dwell(celsius(NaN))).toBe(Infinity);
    const [first, second, before] = [136, 137, 134].map((at) => table.dwell(toCelsius(at), 'chicken'));
    expect(before).toBeCloseTo(first! * (first! / second!) ** 2, 6);
  });

  it('takes the longer time for a bird that it does not know', () => {
    for (const fahrenheit of [136, 145, 155, 160]) {
      const at = toCelsius(fahrenheit);
      expect(table.dwell(at)).toBe(Math.max(table.dwell(at, 'chicken'), table.dwell(at, 'turkey')));
    }
  });

  it('never needs longer where it is hotter, in the column for unknown fat', () => {
    const temperatures = fc.double({ min: 54.4, max: 85, noNaN: true });
    fc.assert(
      fc.property(
        temperatures,
        temperatures,
        fc.constantFrom('chicken', 'turkey', undefined),
        (one, other, bird) => {
          const [cooler, hotter] = [Math.min(one, other), Math.max(one, other)];
          expect(table.dwell(celsius(hotter), bird)).toBeLessThanOrEqual(table.dwell(celsius(cooler), bird));
        },
      ),
      trials(500, 10_000),
    );
  });

  it('takes fat between two columns, and beyond the last column as that', () => {
    const at = toCelsius(140);
    expect(table.dwell(at, 'chicken', 30)).toBe(table.dwell(at, 'chicken', 12));
    expect(table.dwell(at, 'chicken', 0)).toBe(table.dwell(at, 'chicken', 1));
    const between = table.dwell(at, 'chicken', 2.5);
    expect(between).toBeGreaterThan(25.7);
    expect(between).toBeLessThan(26.2);
  });

  it.each(['chicken', 'turkey', undefined] as const)(
    'is seven log of Salmonella in the time printed for %s',
    (bird) => {
      const { rate, target } = table.destruction(bird);
      for (const fahrenheit of [136, 140, 145.5, 150, 158]) {
        const at = toCelsius(fahrenheit);
        const reached = rate(at) * 60 * table.dwell(at, bird);
        expect(reached).toBeGreaterThan(target * (bird === undefined ? 0.98 : 1 - 1e-9));
        expect(reached).toBeLessThan(target * (1 + 1e-9));
      }
      expect(rate(celsius(54.39))).toBe(0);
      expect(rate(celsius(NaN))).toBe(0);
    },
  );
});
