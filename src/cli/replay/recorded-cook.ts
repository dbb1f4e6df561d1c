import { fromFahrenheit } from '../../shared/units.js';
import type { TrackedReading } from '../../thermometers/analytics/forecast.js';
import { CliError } from '../cli.errors.js';
import { readCsv, type CsvRow } from './csv-table.js';
import { columnsOf, type RecordedColumns, type TemperatureColumn } from './recorded-columns.js';
import { isDayFirst, spreadMinutes, wallTimeOf } from './recorded-times.js';

/** A cook as a file holds it. Instants of a file without dates count from 1970. */
export interface RecordedCook {
  /** The name of the column of the core. */
  readonly probe: string;
  /** The name of the column of the air or water around the food, where there is one. */
  readonly air: string | undefined;
  readonly core: readonly TrackedReading[];
  readonly ambient: readonly TrackedReading[];
  /** The set point of the cook's own thermometer in °C, where the file has one. */
  readonly setPoint: number | undefined;
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
/** Values outside of this, in °C, are words of a device for “no reading”. */
const COLDEST = -80;
const HOTTEST = 700;
/** Words that programs write for a cell without a value. */
const EMPTY = /^(?:|-+|n\/?a|nan|null|none)$/i;

/**
 * Reads a recorded cook. Empty cells are gaps, rows are sorted by their times, and of rows with the same time the first
 * counts.
 *
 * @param probe the column of the core, where the person named it
 * @throws CliError that names line and column of what cannot be read
 */
export function readRecordedCook(text: string, probe?: string): RecordedCook {
  const { header, rows } = readCsv(text);
  if (header.length === 0) throw new CliError('The file is empty: its first line names the columns.');
  const columns = columnsOf(header, probe);
  const times = timesOf(columns, rows);
  const order = times.map((_, index) => index).sort((one, other) => times[one]! - times[other]!);
  const seriesOf = (column: TemperatureColumn): TrackedReading[] =>
    order.flatMap((index) => {
      const celsius = temperatureOf(rows[index]!, column);
      return celsius === null ? [] : [{ at: times[index]!, celsius }];
    });
  const core = seriesOf(columns.core);
  if (core.length === 0) throw new CliError(`The column ${columns.core.name} holds no temperature.`);
  const setPoints = columns.target === undefined ? [] : seriesOf(columns.target);
  return {
    probe: columns.core.name,
    air: columns.ambient?.name,
    core,
    ambient: columns.ambient === undefined ? [] : seriesOf(columns.ambient),
    setPoint: setPoints.findLast(({ celsius }) => celsius! > 0)?.celsius ?? undefined,
  };
}

function timesOf({ time, secondsPerUnit }: RecordedColumns, rows: readonly CsvRow[]): number[] {
  const cells = rows.map((row) => row.cells[time.index] ?? '');
  if (time.kind === 'elapsed')
    return cells.map((cell, index) => {
      if (!NUMBER.test(cell)) throw unreadable(rows[index]!, time.name, cell, 'is no number');
      return Math.round(Number(cell) * secondsPerUnit * 1000);
    });
  const dayFirst = isDayFirst(cells);
  return spreadMinutes(
    cells.map((cell, index) => {
      const read = wallTimeOf(cell, dayFirst);
      if (read === undefined) throw unreadable(rows[index]!, time.name, cell, 'is no time');
      return read;
    }),
  );
}

function temperatureOf(row: CsvRow, { name, index, unit }: TemperatureColumn): number | null {
  const cell = row.cells[index] ?? '';
  if (EMPTY.test(cell)) return null;
  if (!NUMBER.test(cell)) throw unreadable(row, name, cell, 'is no temperature');
  const celsius = unit === 'celsius' ? Number(cell) : fromFahrenheit(Number(cell));
  return celsius >= COLDEST && celsius <= HOTTEST ? celsius : null;
}

const unreadable = ({ line }: CsvRow, column: string, cell: string, what: string): CliError =>
  new CliError(`Line ${line}, column ${column}: “${cell.slice(0, 40)}” ${what}.`);
