import { FSIS_BIRDS, FSIS_FATS, type FsisCell } from '../physics/fsis-poultry.js';
import { JsonRecord } from './json-record.js';

/**
 * Reads the cells of the poultry times.
 * @throws FoodDataError when a row is malformed
 */
export const parseFsisCells = (json: unknown): readonly FsisCell[] =>
  new JsonRecord(json).records('tables').flatMap(parseTable);

function parseTable(table: JsonRecord): readonly FsisCell[] {
  const bird = table.choice('bird', FSIS_BIRDS);
  return table.records('rows').flatMap((row) => {
    const [fahrenheit, minutes] = [row.number('fahrenheit'), row.record('minutes')];
    return FSIS_FATS.filter((fat) => minutes.has(`${fat}`)).map((fat) => ({
      bird,
      fat,
      fahrenheit,
      minutes: minutes.number(`${fat}`),
    }));
  });
}
