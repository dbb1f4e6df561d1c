import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { START_STATES, type CookPlan } from '../../src/safety/cook-plan.js';
import { celsius, millimetres, minutes } from '../../src/shared/units.js';
import { makePlan } from '../harness/plans.js';
import { makeSafety } from '../harness/safety.js';
import { figureIn, readTable, wordIn, type TableRow } from '../harness/tables.js';

const TABLES = fileURLToPath(new URL('../fixtures/tables', import.meta.url));
const rows = readdirSync(TABLES)
  .filter((file) => /^field-cases-.*\.csv$/u.test(file))
  .flatMap((file) => readTable(file.replace(/\.csv$/u, '')))
  .map((row) => [wordIn(row, 'class_of_fault'), wordIn(row, 'food_type'), row] as const);

const planOf = (row: TableRow): CookPlan => {
  const food = wordIn(row, 'food_type');
  const state = START_STATES.find((one) => one === wordIn(row, 'start_state'));
  return makePlan({
    target: celsius(figureIn(row, 'temperature_celsius')),
    hold: minutes(figureIn(row, 'time_minutes')),
    food: food === '' ? undefined : food,
    thickness: wordIn(row, 'thickness_mm') === '' ? undefined : millimetres(figureIn(row, 'thickness_mm')),
    startState: state ?? 'refrigerated',
    vulnerableConsumers: wordIn(row, 'vulnerable_consumers') === 'true',
  });
};

describe('What cooks met', () => {
  it.each(rows)('%s: "%s" is answered rightly', (_fault, _food, row) => {
    const { allowed, foodClass, violations, alternatives } = makeSafety().review(planOf(row));
    const codes = violations.map(({ code }) => code);
    const [foodClassMeant, code] = [wordIn(row, 'expect_class'), wordIn(row, 'expect_code')];
    expect({ allowed, codes }).toEqual({ allowed: wordIn(row, 'expect_allowed') === 'true', codes });
    if (foodClassMeant !== '') expect(foodClass).toBe(foodClassMeant);
    if (code !== '') expect(codes).toContain(code);
    const offer = row.get('expect_offer') ?? '';
    const [first] = alternatives;
    if (offer !== '') expect(`${first?.target}/${first?.hold}`).toBe(offer);
  });
});

describe('docs/field-cases.md', () => {
  const document = readFileSync(fileURLToPath(new URL('../../docs/field-cases.md', import.meta.url)), 'utf8');

  it('tells every case, each with its answer', () => {
    const lines = document.split('\n').filter((line) => line.startsWith('| “'));
    expect(lines).toHaveLength(rows.length);
    for (const [, food, row] of rows) {
      const told = `“${food}”, ${wordIn(row, 'temperature_celsius')} °C, ${wordIn(row, 'time_minutes')} min`;
      const answer = wordIn(row, 'expect_allowed') === 'true' ? 'allowed' : 'refused';
      expect(lines.some((line) => line.includes(told) && line.includes(`| ${answer}`))).toBe(true);
    }
  });
});
