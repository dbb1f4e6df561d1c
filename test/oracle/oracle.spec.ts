import { celsius, millimetres, minutes } from '../../src/shared/units.js';
import { makePlan } from '../harness/plans.js';
import { refusalOf } from './oracle.js';
import type { TrueFood } from './oracle-foods.js';

const CHICKEN: TrueFood = { foodClass: 'poultry', bird: 'chicken' };
const BEEF: TrueFood = { foodClass: 'beef' };
const SALMON: TrueFood = { foodClass: 'fish' };

const plan = (target: number, hold: number, thickness?: number, known: object = {}) =>
  makePlan({
    target: celsius(target),
    hold: minutes(hold),
    ...(thickness !== undefined && { thickness: millimetres(thickness) }),
    ...known,
  });
const frozen = { startState: 'frozen' };
const vulnerable = { vulnerableConsumers: true };

describe('The oracle', () => {
  it.each<[string, ReturnType<typeof plan>, readonly TrueFood[]]>([
    ['the worked example', plan(65, 90), [CHICKEN]],
    ['a steak as it is eaten', plan(54, 120, 30), [BEEF]],
    ['a steak that was ground, for long enough', plan(60, 180, 30), [{ ...BEEF, altered: 'ground' }]],
    ['salmon as it is eaten', plan(45, 40, 25), [SALMON]],
    ['pork for long enough', plan(60, 150, 40), [{ foodClass: 'pork' }]],
    ['a raw egg', plan(63, 45), [{ foodClass: 'egg' }]],
    ['a pasteurised egg for the vulnerable', plan(57, 75, undefined, vulnerable), [{ foodClass: 'egg' }]],
    ['mussels in very hot water', plan(95, 60), [{ foodClass: 'mollusc' }]],
    ['anything for very long', plan(65, 300), [{ foodClass: 'unknown' }]],
    ['a vegetable beside a fish, as cool as the fish', plan(45, 30), [SALMON, { foodClass: 'vegetable' }]],
    ['yoghurt', plan(43, 480), [{ foodClass: 'yoghurt' }]],
  ])('has nothing against %s', (_name, good, foods) => {
    expect(refusalOf(good, foods)).toBeUndefined();
  });

  it.each<[string, ReturnType<typeof plan>, readonly TrueFood[], RegExp]>([
    ['the worked example for an hour', plan(65, 60), [CHICKEN], /pasteurised after 7\d/],
    ['a cool chicken', plan(50, 600), [CHICKEN], /below 57/],
    [
      'a frozen chicken in the time of a thawed one',
      plan(65, 90, 35, frozen),
      [CHICKEN],
      /pasteurised after 10/,
    ],
    ['chicken beside beef', plan(54, 120, 30), [BEEF, CHICKEN], /below 57/],
    [
      'ground beef at the temperature of a steak',
      plan(57, 600, 20),
      [{ ...BEEF, altered: 'ground' }],
      /below 60/,
    ],
    [
      'a bladed steak that is not pasteurised',
      plan(54.4, 60, 20),
      [{ ...BEEF, altered: 'pierced' }],
      /after/,
    ],
    [
      'a bladed steak below the growth limit',
      plan(53, 720, 30),
      [{ ...BEEF, altered: 'pierced' }],
      /below 54.4/,
    ],
    ['a steak kept warm for too long', plan(53, 300, 30), [BEEF], /too long/],
    ['salmon kept warm for too long', plan(45, 90, 25), [SALMON], /too long/],
    ['a steak for the vulnerable', plan(54, 60, 30, vulnerable), [BEEF], /pasteurised after/],
    ['a raw egg for the vulnerable', plan(57, 60, undefined, vulnerable), [{ foodClass: 'egg' }], /egg/],
    ['a large roast that was not measured', plan(57, 900), [{ ...CHICKEN, cut: 'large' }], /guess/],
    ['mussels that are warm', plan(85, 600), [{ foodClass: 'mollusc' }], /below 90/],
    ['raw beans, always', plan(95, 5999), [{ foodClass: 'raw_legume' }], /raw_legume/],
    ['hot yoghurt', plan(50, 60), [{ foodClass: 'yoghurt' }], /too hot/],
    ['a huge piece in mild water', plan(57.5, 5999, 150), [BEEF], /below 54.4 °C for/],
    ['no number at all', plan(NaN, 90), [BEEF], /absolute limits/],
    ['a piece thinner than any', plan(65, 90, 4.9), [CHICKEN], /number/],
    ['a timer without end', plan(65, 6000), [CHICKEN], /timer/],
  ])('refuses %s', (_name, bad, foods, reason) => {
    expect(refusalOf(bad, foods)).toMatch(reason);
  });
});
