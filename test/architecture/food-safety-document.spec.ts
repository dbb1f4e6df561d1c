import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { StartState } from '../../src/safety/cook-plan.js';
import { loadFoodCatalogue } from '../../src/safety/foods/food-catalogue.js';
import type { FoodClassRule } from '../../src/safety/foods/food.js';
import { celsius, millimetres, minutes } from '../../src/shared/units.js';
import { FOODS, makeSafety } from '../harness/safety.js';

const document = readFileSync(fileURLToPath(new URL('../../docs/food-safety.md', import.meta.url)), 'utf8');

/** The cells of every row of a table, by the first heading of the table; without the headings. */
function rowsOf(heading: string): readonly (readonly string[])[] {
  const lines = document.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} `));
  const end = lines.findIndex((line, at) => at > start && !line.startsWith('|'));
  return lines.slice(start + 2, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe('The limits by food', () => {
  const rows = rowsOf('food');
  const { classes } = loadFoodCatalogue(FOODS);

  it('tell every class of food, and no other', () => {
    const missing = classes.filter(({ label }) => !rows.some(([first]) => first === label));
    expect(missing.map(({ label }) => `Add a row for ${label} to the limits in docs/food-safety.md`)).toEqual(
      [],
    );
    expect(rows.map(([label]) => label).toSorted()).toEqual(classes.map(({ label }) => label).toSorted());
  });

  it.each(classes.map((rule): [string, FoodClassRule] => [rule.label, rule]))(
    'tell for %s what the engine enforces',
    (label, rule) => {
      const [, bath, pasteurised, assumed, refusal] = rows.find(([first]) => first === label) ?? [];
      const judged = rule.foodSafetyMatter && rule.refusedBecause === undefined;
      if (rule.floor !== undefined) expect(bath).toContain(`${rule.floor} °C`);
      if (rule.ceiling !== undefined) expect(bath).toContain(`to ${rule.ceiling} °C`);
      for (const { target, hold } of rule.pasteurizedBy)
        expect(bath).toContain(`${target} °C for ${hold} min`);
      if (judged) expect(pasteurised).toMatch(rule.mustBePasteurized ? /^yes/ : /^no/);
      if (judged) expect(assumed).toContain(`${rule.defaultThickness} mm`);
      expect(refusal).toContain(`\`${rule.floorCode}\``);
    },
  );
});

describe('The minutes by thickness', () => {
  const COLUMNS: readonly (readonly [string, number, StartState])[] = [
    ['chicken', 60, 'refrigerated'],
    ['chicken', 65, 'refrigerated'],
    ['pork', 60, 'refrigerated'],
    ['pork', 60, 'frozen'],
    ['beef', 55, 'refrigerated'],
  ];

  it.each(rowsOf('thickest point'))('are those of the engine at %s', (thickest, ...told) => {
    const needed = COLUMNS.map(([food, target, startState]) => {
      const { core } = makeSafety().review({
        food,
        target: celsius(target),
        hold: minutes(1),
        thickness: millimetres(parseInt(thickest, 10)),
        startState,
        vulnerableConsumers: false,
      });
      return `${core?.minimum}`;
    });
    expect(told).toEqual(needed);
  });
});

describe('The figures in the text', () => {
  it('are those of the engine', () => {
    const review = (food: string, bath: number, hold: number, vulnerableConsumers = false) =>
      makeSafety().review({
        food,
        target: celsius(bath),
        hold: minutes(hold),
        startState: 'refrigerated',
        vulnerableConsumers,
      });
    const chicken = review('chicken', 65, 90);
    expect(document).toContain(`up to ${chicken.core?.pasteurizedUpTo} mm`);
    const [said] = chicken.warnings.flatMap((warning) => /would need (\d+) min/.exec(warning)?.[1] ?? []);
    expect(document).toContain(`50 mm would need ${said} minutes`);
    const steak = review('beef steak', 54.5, 60, true);
    expect(document).toContain(`needs ${steak.core?.minimum} minutes for them`);
  });

  it('are those of the engine for eggs and milk', () => {
    const minimum = (food: string, bath: number) =>
      makeSafety().review({
        food,
        target: celsius(bath),
        hold: minutes(1),
        startState: 'refrigerated',
        vulnerableConsumers: false,
      }).core?.minimum;
    const [at60, at65, at75] = [60, 65, 75].map((bath) => minimum('egg', bath));
    expect(document).toContain(`${at60} minutes at 60 °C, ${at65} at 65, ${at75} at 75.`);
    expect(document).toContain(
      `in a container of 70 mm takes ${minimum('cheese sauce', 82)} minutes in water of 82 °C`,
    );
  });
});
