import { readFileSync } from 'node:fs';
import { SimulatorOptionError } from '../simulator.errors.js';
import type { CookRow, CookSeries, ReplayedProbe } from './cook-series.js';

/** The words in a column's name that make it a probe for the air. */
const AMBIENT = /ambient|pit|air|oven|smoker|grill/i;
const FIRST = 'elapsed_s';
const COLUMN = /^(.+)_([cf])$/i;

interface Column {
  readonly probe: ReplayedProbe;
  readonly isFahrenheit: boolean;
}

/**
 * A cook from a table: `elapsed_s`, then a column for each probe whose name ends in its unit, such as `breast_c` or
 * `pit_f`. An empty cell is a moment at which that probe sent nothing.
 * @throws SimulatorOptionError naming the line that is not of this form
 */
export function parseCook(text: string, name: string): CookSeries {
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const columns = parseHead(head);
  const rows = lines.map((line, index) => parseRow(line, index + 2, columns));
  const isOrdered = rows.every((row, index) => index === 0 || rows[index - 1]!.elapsed <= row.elapsed);
  if (!isOrdered) throw new SimulatorOptionError(`The rows of ${name} are not in the order of time`);
  return { name, probes: columns.map(({ probe }) => probe), rows, events: [] };
}

/** The same from a file. */
export const readCook = (file: string, name: string): CookSeries =>
  parseCook(readFileSync(file, 'utf8'), name);

/** A cook as such a table, in °C. */
export function formatCook({ probes, rows }: CookSeries): string {
  const head = [FIRST, ...probes.map(({ name }) => `${name.toLowerCase().replaceAll(/\W+/g, '-')}_c`)];
  const lines = rows.map(({ elapsed, celsius }) => [elapsed, ...celsius.map((value) => value ?? '')]);
  return `${[head, ...lines].map((cells) => cells.join(',')).join('\n')}\n`;
}

function parseHead(head: string): Column[] {
  const [first, ...names] = head.split(',').map((cell) => cell.trim());
  const columns = names.map((cell, index): Column | undefined => {
    const [, name, unit] = COLUMN.exec(cell) ?? [];
    if (name === undefined || unit === undefined) return undefined;
    const kind = AMBIENT.test(name) ? 'ambient' : 'core';
    return { probe: { place: index + 1, name, kind }, isFahrenheit: unit.toLowerCase() === 'f' };
  });
  const known = columns.filter((column) => column !== undefined);
  if (first === FIRST && known.length > 0 && known.length === columns.length) return known;
  throw new SimulatorOptionError(`Line 1 is not ${FIRST} and columns such as breast_c or pit_f`);
}

function parseRow(line: string, number: number, columns: readonly Column[]): CookRow {
  const [first = '', ...cells] = line.split(',').map((cell) => cell.trim());
  const values = columns.map(({ isFahrenheit }, index) => parseCell(cells[index] ?? '', isFahrenheit));
  const elapsed = first === '' ? NaN : Number(first);
  const isBroken = !Number.isFinite(elapsed) || values.some(Number.isNaN) || cells.length > columns.length;
  if (isBroken) throw new SimulatorOptionError(`Line ${number} is no row of ${columns.length} readings`);
  return { elapsed, celsius: values };
}

function parseCell(cell: string, isFahrenheit: boolean): number | undefined {
  if (cell === '') return undefined;
  const value = Number(cell);
  return isFahrenheit ? Math.round(((value - 32) * 500) / 9) / 100 : value;
}
