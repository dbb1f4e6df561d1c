import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOODS } from '../../../test/harness/safety.js';
import { parseKinds, type Cut } from './food-data.js';
import type { FoodSetting } from './food.js';

const kinds = parseKinds(JSON.parse(readFileSync(join(FOODS, 'classes.json'), 'utf8')));

const cut = (name: string, { thickness, shape }: Cut): string => `${name} ${thickness} mm ${shape}`;
const setting =
  (word: string) =>
  ({ target, hold }: FoodSetting) =>
    `${word} ${target}/${hold}`;
const limit = (word: string, value: number | undefined): string[] =>
  value === undefined ? [] : [`${word} ${value}`];

/** Every figure of a class, in one text. */
const figures = kinds.map(({ rule, cuts }) => [
  rule.foodClass,
  [
    ...limit('from', rule.floor),
    ...limit('to', rule.ceiling),
    cut('usual', { thickness: rule.defaultThickness, shape: rule.defaultShape }),
    ...[...cuts].map(([name, size]) => cut(name, size)),
    ...limit('cool for', rule.unpasteurizedLimit),
    ...limit('at most', rule.longestHold),
    ...rule.pasteurizedBy.map(setting('by')),
    ...rule.customary.map(setting('customary')),
  ].join(', '),
]);

describe('The shipped classes of food', () => {
  // Written out again, so that no change of the data goes unseen.
  it('have these limits and sizes', () => {
    expect(Object.fromEntries(figures)).toEqual(
      Object.fromEntries([
        ['beef', 'from 52, usual 30 mm portion, large 70 mm portion, cool for 240'],
        ['chocolate', 'from 40, to 50, usual 20 mm slab, at most 1440, customary 45/30'],
        ['crustacean', 'from 57, usual 30 mm portion'],
        ['egg', 'usual 45 mm sphere, cool for 240, by 57/75'],
        ['dairy', 'usual 70 mm cylinder'],
        ['egg_dish', 'from 60, usual 50 mm slab'],
        ['grain', 'from 57, usual 50 mm slab, customary 90/60'],
        ['fish', 'from 40, usual 30 mm portion, large 70 mm portion, cool for 60'],
        ['game', 'from 60, usual 40 mm portion, large 70 mm portion'],
        [
          'ground_meat',
          'from 60, usual 30 mm slab, large 70 mm portion, patty 30 mm slab, sausage 40 mm cylinder, loose 50 mm slab',
        ],
        ['lamb', 'from 52, usual 30 mm portion, large 70 mm portion, cool for 240'],
        ['mollusc', 'from 90, usual 20 mm portion'],
        ['non_intact_meat', 'from 60, usual 70 mm portion, large 70 mm portion, steak 30 mm portion'],
        ['offal', 'from 60, usual 40 mm portion, large 70 mm portion'],
        ['pork', 'from 57, usual 40 mm portion, large 70 mm portion'],
        ['poultry', 'from 57, usual 35 mm portion, large 70 mm portion'],
        ['raw_legume', 'usual 10 mm slab'],
        ['unknown', 'from 60, usual 50 mm slab'],
        ['vegetable', 'from 57, usual 25 mm portion, customary 85/60'],
        ['yoghurt', 'from 40, to 46, usual 50 mm cylinder, at most 1440, customary 43/480'],
      ]),
    );
  });
});
