import { makeSafety } from '../../../test/harness/safety.js';
import { readTable, wordIn } from '../../../test/harness/tables.js';

const catalogue = makeSafety().foods;
const rows = readTable('food-names-words').map((row) => [wordIn(row, 'name'), wordIn(row, 'class')] as const);

describe('FoodCatalogue on the names of shops and the headings of recipes in five languages', () => {
  it.each(rows)('takes %j for %s, and doubts nothing', (name, foodClass) => {
    expect(catalogue.understand(name)).toMatchObject({ foodClass, doubts: [] });
  });
});
