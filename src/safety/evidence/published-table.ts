import type { FoodCatalogue } from '../foods/food-catalogue.js';
import type { PublishedRow } from './published-row.js';

/** What a printed figure stands for, in minutes: it was rounded. */
export interface Printed {
  readonly least: number;
  readonly most: number;
}

/** How far a result may lie outside what is printed, as shares. */
export interface Allowance {
  readonly above: number;
  readonly below: number;
}

/** A published table, with the engine's result for each of its cells. */
export interface PublishedTable {
  readonly title: string;
  /** Its file in test/fixtures/tables, without the ending. */
  readonly file: string;
  /** Which rows of that file are its own. */
  readonly holds: (row: PublishedRow) => boolean;
  readonly nameOf: (row: PublishedRow) => string;
  readonly printed: (row: PublishedRow) => Printed;
  /** The figure as it stands there, in minutes. */
  readonly figure: (row: PublishedRow) => number;
  /** What the engine says, in minutes. */
  readonly computed: (row: PublishedRow, foods: FoodCatalogue) => number;
  readonly allowed: (row: PublishedRow) => Allowance;
  /** Why a cell is not held against the engine; undefined for one that is. */
  readonly leftOut: (row: PublishedRow) => string | undefined;
}

/** A cell of a table and what the engine says of it. */
export interface ComparedCell {
  readonly name: string;
  /** The figure as printed, and what the engine says, in minutes. */
  readonly figure: number;
  readonly computed: number;
  /** By what share the result lies above (positive) or below (negative) what is printed; 0 within. */
  readonly beyond: number;
  readonly allowed: boolean;
  readonly leftOut: string | undefined;
}

/** Asks the engine for every cell of a table. */
export function compare(
  table: PublishedTable,
  rows: readonly PublishedRow[],
  foods: FoodCatalogue,
): readonly ComparedCell[] {
  return rows.filter(table.holds).map((row) => {
    const computed = table.computed(row, foods);
    const beyond = shareBeyond(computed, table.printed(row));
    const { above, below } = table.allowed(row);
    return {
      name: table.nameOf(row),
      figure: table.figure(row),
      computed,
      beyond,
      allowed: beyond <= above && beyond >= -below,
      leftOut: table.leftOut(row),
    };
  });
}

function shareBeyond(computed: number, { least, most }: Printed): number {
  if (computed > most) return computed / most - 1;
  return Math.min(computed / least - 1, 0);
}
