import { celsius, type Celsius } from '../../shared/units.js';
import type { InactivationModel } from './inactivation-model.js';

/** The birds that FSIS distinguishes. */
export const FSIS_BIRDS = ['chicken', 'turkey'] as const;
export type FsisBird = (typeof FSIS_BIRDS)[number];

/** The columns of the table: percent of fat. */
export const FSIS_FATS: readonly number[] = Array.from({ length: 12 }, (_, before) => before + 1);

/** A printed cell: how many minutes at an internal temperature kill 7 log of Salmonella in meat of that fat. */
export interface FsisCell {
  readonly bird: FsisBird;
  /** Whole percent, 1 to 12. */
  readonly fat: number;
  readonly fahrenheit: number;
  /** 0 where it is printed as instantaneous. */
  readonly minutes: number;
}

/** The fat that is assumed when it is unknown: the fattest column, which needs longest. */
export const UNKNOWN_FAT = 12;
/** In °C: below the first row the kill is credited along the first slope, and below this not at all. */
export const COLDEST_CREDIT = celsius(54.4);

/** Decimal reductions of Salmonella that each time of the table stands for. */
const REDUCTIONS = 7;
/** About how many degrees make the kill of the table ten times as fast, where it is steepest. */
const STEEPEST_Z = 4;

/** Logarithms of the minutes of one row by fat. */
type Row = Map<number, number>;

/**
 * The table of FSIS Appendix A (2021, Tables 3 and 4) with its gaps filled: between two columns along the row, at its
 * ends in the proportion of the nearest rows. The times are not log-linear in temperature, so nothing is fitted: what
 * lies between two rows is interpolated in the logarithm.
 */
export class FsisPoultry {
  private readonly rows: Readonly<Record<FsisBird, ReadonlyMap<number, Row>>>;

  private readonly columns = { chicken: new Map<number, Point[]>(), turkey: new Map<number, Point[]>() };

  constructor(cells: readonly FsisCell[]) {
    this.rows = { chicken: completed(cells, 'chicken'), turkey: completed(cells, 'turkey') };
  }

  /**
   * Minutes at a constant internal temperature for 7 log of Salmonella.
   * @param bird undefined for any other bird: the longer of the two counts
   * @param fat percent; default the fattest
   * @returns Infinity below 54.4 °C
   */
  dwell(temperature: Celsius, bird?: FsisBird, fat = UNKNOWN_FAT): number {
    if (!(temperature >= COLDEST_CREDIT)) return Infinity;
    if (bird === undefined) {
      return Math.max(this.dwell(temperature, 'chicken', fat), this.dwell(temperature, 'turkey', fat));
    }
    return Math.exp(alongTemperature(this.column(bird, fat), toFahrenheit(temperature)));
  }

  /**
   * The table as the destruction of Salmonella at a core of changing temperature, each moment counted as its share of
   * the time printed for it. Unknown fat is assumed.
   * @param bird undefined for any other bird: of the two the longer counts
   */
  destruction(bird?: FsisBird): InactivationModel {
    const column = bird === undefined ? this.longest() : this.column(bird, UNKNOWN_FAT);
    const perSecond = REDUCTIONS / 60;
    return {
      name: 'Salmonella',
      target: REDUCTIONS,
      creditedFrom: COLDEST_CREDIT,
      z: STEEPEST_Z,
      rate: (core) =>
        core >= COLDEST_CREDIT ? perSecond * Math.exp(-alongTemperature(column, toFahrenheit(core))) : 0,
    };
  }

  /** The longer of the two birds wherever either has a row; between them straight, which can only be longer still. */
  private longest(): readonly Point[] {
    const birds = [this.column('chicken', UNKNOWN_FAT), this.column('turkey', UNKNOWN_FAT)];
    const rows = [...new Set(birds.flatMap((column) => column.map(([at]) => at)))];
    return rows
      .toSorted((one, other) => one - other)
      .map((at) => [at, Math.max(...birds.map((column) => alongTemperature(column, at)))]);
  }

  /** Logarithms of minutes by temperature; a core's history asks for the same ones a thousand times. */
  private column(bird: FsisBird, fat: number): readonly Point[] {
    const known = this.columns[bird].get(fat);
    if (known !== undefined) return known;
    const column = [...this.rows[bird]].map(([at, row]): Point => [at, between([...row], fat)]);
    this.columns[bird].set(fat, column);
    return column;
  }
}

const toFahrenheit = (celsius: number): number => (celsius * 9) / 5 + 32;

/** Beyond the first and the last row the nearest slope goes on. */
function alongTemperature(column: readonly Point[], fahrenheit: number): number {
  const next = column.findIndex(([at]) => at > fahrenheit);
  const index = next === -1 ? column.length - 1 : Math.max(1, next);
  return onLine(column[index - 1]!, column[index]!, fahrenheit);
}

type Point = readonly [at: number, value: number];

const onLine = ([x0, y0]: Point, [x1, y1]: Point, x: number): number =>
  y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);

function between(points: readonly Point[], x: number): number {
  const sorted = points.toSorted(([one], [other]) => one - other);
  const inside = Math.min(Math.max(x, sorted[0]![0]), sorted.at(-1)![0]);
  const next = Math.max(
    1,
    sorted.findIndex(([at]) => at >= inside),
  );
  return onLine(sorted[next - 1]!, sorted[next]!, inside);
}

function completed(cells: readonly FsisCell[], bird: FsisBird): Map<number, Row> {
  const rows = new Map<number, Row>();
  const printed = cells.filter((cell) => cell.bird === bird && cell.minutes > 0);
  for (const { fahrenheit, fat, minutes } of printed.toSorted(
    (one, other) => one.fahrenheit - other.fahrenheit,
  )) {
    const row = rows.get(fahrenheit) ?? new Map<number, number>();
    rows.set(fahrenheit, row.set(fat, Math.log(minutes)));
  }
  const fats = [...new Set(printed.map(({ fat }) => fat))].toSorted((one, other) => one - other);
  for (const row of rows.values()) fillInside(row, fats);
  const inside = new Map([...rows].map(([at, row]) => [at, new Map(row)]));
  for (const [at, row] of rows) fillEnds(row, fats, at, inside);
  return rows;
}

function fillInside(row: Row, fats: readonly number[]): void {
  const known = [...row];
  const [least, most] = [Math.min(...row.keys()), Math.max(...row.keys())];
  for (const fat of fats) if (!row.has(fat) && fat > least && fat < most) row.set(fat, between(known, fat));
}

function fillEnds(row: Row, fats: readonly number[], at: number, rows: ReadonlyMap<number, Row>): void {
  const [least, most] = [Math.min(...row.keys()), Math.max(...row.keys())];
  for (const fat of fats) {
    if (row.has(fat)) continue;
    const edge = fat < least ? least : most;
    row.set(fat, row.get(edge)! + proportion(rows, at, edge, fat));
  }
}

/** How the logarithm grows from one fat to another in the rows nearest below and above that have both. */
function proportion(rows: ReadonlyMap<number, Row>, at: number, from: number, to: number): number {
  const points = [...rows]
    .filter(([, row]) => row.has(from) && row.has(to))
    .map(([fahrenheit, row]): Point => [fahrenheit, row.get(to)! - row.get(from)!]);
  const below = points.findLast(([fahrenheit]) => fahrenheit < at);
  const above = points.find(([fahrenheit]) => fahrenheit > at);
  if (below && above) return onLine(below, above, at);
  return (below ?? above)?.[1] ?? 0;
}
