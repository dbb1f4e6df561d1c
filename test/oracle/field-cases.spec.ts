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

/** What differs from the right verdict, each in a few words; empty when nothing does. */
function deviationsOf(row: TableRow): readonly string[] {
  const { allowed, foodClass, violations, alternatives } = makeSafety().review(planOf(row));
  const codes = violations.map(({ code }) => code);
  const [expectedClass, code] = [wordIn(row, 'expect_class'), wordIn(row, 'expect_code')];
  const expectedOffer = row.get('expect_offer') ?? '';
  const [first] = alternatives;
  const offer = `${first?.target}/${first?.hold}`;
  return [
    ...(allowed === (wordIn(row, 'expect_allowed') === 'true') ? [] : [allowed ? 'allowed' : 'refused']),
    ...(expectedClass === '' || foodClass === expectedClass ? [] : [`${foodClass}, not ${expectedClass}`]),
    ...(code === '' || codes.includes(code) ? [] : [`${codes.join() || 'no code'}, not ${code}`]),
    ...(expectedOffer === '' || offer === expectedOffer ? [] : [`offers ${offer}, not ${expectedOffer}`]),
  ];
}

const faults = [...new Set(rows.map(([fault]) => fault))];

describe('What cooks met', () => {
  it.each(faults)('is judged rightly: %s', (fault) => {
    const report = rows.flatMap(([of, food, row]) => {
      const deviations = of === fault ? deviationsOf(row) : [];
      return deviations.map((deviation) => `“${food}” (${wordIn(row, 'why')}): ${deviation}`);
    });
    expect(report).toEqual([]);
  });
});

describe('docs/field-cases.md', () => {
  const document = readFileSync(fileURLToPath(new URL('../../docs/field-cases.md', import.meta.url)), 'utf8');

  it('shows every case with its verdict', () => {
    const lines = document.split('\n').filter((line) => line.startsWith('| “'));
    expect(lines).toHaveLength(rows.length);
    const missing = rows.filter(([, food, row]) => {
      const plan = `“${food}”, ${wordIn(row, 'temperature_celsius')} °C, ${wordIn(row, 'time_minutes')} min`;
      const response = wordIn(row, 'expect_allowed') === 'true' ? 'allowed' : 'refused';
      return !lines.some((line) => line.includes(plan) && line.includes(`| ${response}`));
    });
    expect(missing).toEqual([]);
  });
});
