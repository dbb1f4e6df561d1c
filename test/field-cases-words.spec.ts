import type { CookPlan } from '../src/safety/cook-plan.js';
import { celsius, millimetres, minutes } from '../src/shared/units.js';
import { makePlan } from './support/plans.js';
import { makeSafety } from './support/safety.js';
import { figureIn, readTable, wordIn, type TableRow } from './support/tables.js';

/** The plan of a row; an empty cell tells nothing. */
function planIn(row: TableRow): CookPlan {
  const known: Partial<CookPlan> = {
    target: celsius(figureIn(row, 'temperature_celsius')),
    hold: minutes(figureIn(row, 'time_minutes')),
    food: wordIn(row, 'food_type'),
    vulnerableConsumers: wordIn(row, 'vulnerable_consumers') === 'true',
  };
  if (wordIn(row, 'thickness_mm') === '') return makePlan(known);
  return makePlan({ ...known, thickness: millimetres(figureIn(row, 'thickness_mm')) });
}

describe('The engine on cases told by their names', () => {
  const rows = readTable('field-cases-words');

  it.each(rows.map((row) => [wordIn(row, 'class_of_fault'), wordIn(row, 'food_type'), row] as const))(
    '%s: %s',
    (_fault, _food, row) => {
      const verdict = makeSafety().review(planIn(row));
      const code = wordIn(row, 'expect_code');
      const codes = verdict.violations.map((finding) => finding.code);
      expect([verdict.allowed, verdict.foodClass]).toEqual([
        wordIn(row, 'expect_allowed') === 'true',
        wordIn(row, 'expect_class'),
      ]);
      expect(codes).toEqual(code === '' ? codes : expect.arrayContaining([code]));
    },
  );
});
