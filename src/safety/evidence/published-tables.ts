import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadFoodCatalogue } from '../foods/food-catalogue.js';
import { HEATING_TABLES } from './heating-tables.js';
import { PASTEURISATION_TABLES } from './pasteurisation-tables.js';
import { parsePublishedTable } from './published-row.js';
import { compare, type PublishedTable } from './published-table.js';
import { headOf, lineOf, notesOn, summaryOf } from './table-summary.js';

/** Where the files lie. */
export interface EvidenceFolders {
  /** The published tables, `test/fixtures/tables`. */
  readonly tables: string;
  /** The food data, `config/foods`. */
  readonly foods: string;
}

/** How the engine stands beside the published tables. */
export interface TablesReport {
  /** For people: one line for each table, and every cell that is left out or too far off. */
  readonly text: string;
  /** Whether every cell of every table is as close as it must be. */
  readonly passed: boolean;
}

/** Every published table that the engine is held against. */
export const PUBLISHED_TABLES: readonly PublishedTable[] = [...PASTEURISATION_TABLES, ...HEATING_TABLES];

/** Asks the engine for every cell of published tables. */
export function checkTables(
  { tables: folder, foods }: EvidenceFolders,
  tables: readonly PublishedTable[] = PUBLISHED_TABLES,
): TablesReport {
  const catalogue = loadFoodCatalogue(foods);
  const summaries = tables.map((table) => {
    const rows = parsePublishedTable(readFileSync(join(folder, `${table.file}.csv`), 'utf8'));
    return summaryOf(table.title, compare(table, rows, catalogue));
  });
  const lines = [...headOf(), ...summaries.map(lineOf), '', ...summaries.flatMap(notesOn)];
  return {
    text: `${lines.join('\n')}\n`,
    passed: summaries.every(({ tooFarOff }) => tooFarOff.length === 0),
  };
}
