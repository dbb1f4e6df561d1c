import { makePlan } from '../../test/support/plans.js';
import { makeSafety } from '../../test/support/safety.js';
import { celsius, millimetres, minutes } from '../shared/units.js';
import type { CookPlan } from './cook-plan.js';
import { Forecast } from './forecast.js';
import { thermalNeedOf } from './thermal-need.js';
import { assumptionsOf, sourcesOf, warningsOf } from './wording.js';

const { foods } = makeSafety();
const understand = (food: string | undefined) => foods.understand(food);

/** What is said of an allowed plan, some of its forecast put in place of what physics says. */
function warnings(known: Partial<CookPlan>, altered: Partial<Record<keyof Forecast, unknown>> = {}) {
  const plan = makePlan(known);
  const food = understand(plan.food);
  const real = Forecast.of(plan, food, thermalNeedOf(food, foods.fsis));
  const properties = Object.entries(altered).map(([name, value]) => [name, { value }] as const);
  return warningsOf(plan, food, Object.create(real, Object.fromEntries(properties)) as Forecast);
}
const steak = { food: 'beef steak', target: celsius(54.5), hold: minutes(60), thickness: millimetres(30) };

describe('warningsOf a food nobody knows', () => {
  it.each([
    [undefined, /^I was not told what the food is, .* Say it plainly/],
    ['zorblax', /^I did not recognise the food, .* Say it plainly/],
    ['', /^I did not recognise the food/],
    ['beef with chiken and salmom', /^I was not sure of “chiken”, “salmom”, so I judged strictly\. Say it/],
    ['meat', /^I did not recognise the food/],
  ])('says that it judged %p strictly, and why', (food, words) => {
    const said = warnings({ food, hold: minutes(300), thickness: millimetres(50) });
    expect(said).toEqual([expect.stringMatching(words)]);
    expect(warningsOf(makePlan({ food }), understand(food), undefined)).toEqual(said);
  });

  it('doubts no food that it knows', () => {
    expect(warnings({ food: 'beef with mushrooms', thickness: millimetres(30) })).toEqual([]);
  });
});

describe('warningsOf a food that is pasteurised', () => {
  it('says what an assumed thickness holds for, and what a thicker piece would need', () => {
    expect(warnings({})).toEqual([
      'I assumed a thickest point of 35 mm. 90 min are enough up to 38 mm; a piece of 50 mm would need 131 min.',
    ]);
  });

  it('has nothing to say when the thickness was told', () => {
    expect(warnings({ thickness: millimetres(35) })).toEqual([]);
  });

  // The thicker piece must be thicker by a fifth, and one that people think in.
  it.each([
    [16, 20],
    [17, 30],
    [25, 30],
    [26, 40],
    [33, 40],
    [34, 50],
    [41, 50],
    [42, 70],
    [58, 70],
    [59, 100],
    [83, 100],
  ])('tells beside %d mm what %d mm would need', (upTo, thicker) => {
    const [said] = warnings({}, { pasteurizedUpTo: upTo });
    expect(said).toContain(`enough up to ${upTo} mm; a piece of ${thicker} mm would need `);
  });

  it.each([
    [84, 150],
    [125, 150],
  ])('tells beside %d mm what %d mm would need in a bath hot enough for that', (upTo, thicker) => {
    const [said] = warnings({ target: celsius(90) }, { pasteurizedUpTo: upTo });
    expect(said).toContain(`enough up to ${upTo} mm; a piece of ${thicker} mm would need `);
  });

  it.each([84, 126, 150])('tells of none thicker beside %d mm', (upTo) => {
    const [said] = warnings({}, { pasteurizedUpTo: upTo });
    expect(said).toMatch(new RegExp(`enough up to ${upTo} mm\\.$`));
  });

  it('tells of none thicker where no time would be enough for it', () => {
    const [said] = warnings({ food: 'egg', target: celsius(60) });
    expect(said).toBe('I assumed a thickest point of 45 mm. 90 min are enough up to 50 mm.');
  });
});

describe('warningsOf a food that warms up slowly', () => {
  it('says nothing at 240 min below 54.4 °C, and the minutes from 241 on', () => {
    const plan = { thickness: millimetres(35) };
    expect(warnings(plan, { belowGrowthLimit: 240 })).toEqual([]);
    expect(warnings(plan, { belowGrowthLimit: 241 })).toEqual([
      'The centre is below 54.4 °C for 241 min. That is slow: let the food go in straight from the fridge, and make it hotter if you can.',
    ]);
  });
});

describe('warningsOf a food that is not pasteurised', () => {
  const safer = 'This food is not pasteurised by then: only for healthy adults, and eaten at once.';

  it('says for whom a steak is, what would pasteurise it, and that it must be whole', () => {
    const whole =
      'It must be one whole piece that was never pierced, tenderised or rolled; sear its surface.';
    expect(warnings(steak)).toEqual([`${safer} To pasteurise 30 mm at 54.5 °C takes 208 min.`, whole]);
    expect(warnings({ ...steak, food: 'lamb' })).toContain(whole);
  });

  it('says where no time would pasteurise it', () => {
    const [said] = warnings({ ...steak, target: celsius(52) });
    expect(said).toBe(`${safer} No time pasteurises it at 52 °C.`);
  });

  it('warns of the parasites of fish', () => {
    expect(warnings({ ...steak, food: 'salmon', target: celsius(45) })).toEqual([
      `${safer} No time pasteurises it at 45 °C.`,
      'Fish may hold live parasites: use fish that was frozen for 7 days at −20 °C, or farmed for eating raw.',
    ]);
  });

  it('has no more than that to say of an egg', () => {
    expect(warnings({ food: 'egg', target: celsius(63), hold: minutes(44) })).toEqual([
      `${safer} To pasteurise 45 mm at 63 °C takes 45 min.`,
    ]);
  });
});

describe('warningsOf what heat need not make safe', () => {
  it.each(['carrots', 'boiled kidney beans'])('says how to keep %s, and nothing of the core', (food) => {
    const chill = expect.stringMatching(/^Eat it hot, or chill it .* Oil with garlic or herbs/) as string;
    expect(warnings({ food }, { belowGrowthLimit: 500 })).toEqual([chill]);
  });

  it.each(['yoghurt', 'chocolate'])('has nothing to say of %s', (food) => {
    expect(warnings({ food, target: celsius(45) })).toEqual([]);
  });
});

describe('assumptionsOf', () => {
  const fridge = 'The food goes into water that is at its temperature already, from the fridge, at 5 °C.';
  const [thickness, shape] = [millimetres(30), 'portion'] as const;

  it.each([
    ['Burger', ['Understood as ground meat, from “burger”.']],
    ['Beef (actually chicken)', ['Understood as poultry, from “beef”, “chicken”.']],
    ['hen of the woods', ['Understood as vegetable, from “hen of the woods”.']],
    ['zorblax', []],
    ['', []],
    [undefined, []],
  ])('tells how %p was understood', (food, understood) => {
    const plan = makePlan({ food, thickness, shape });
    expect(assumptionsOf(plan, understand(food))).toEqual([...understood, fridge]);
  });

  it('tells the thickness and the shape that nobody told', () => {
    const [understood, ...others] = assumptionsOf(makePlan({ food: 'sausage' }), understand('sausage'));
    expect(understood).toContain('“sausage”');
    expect(others).toEqual(['The thickest point is 40 mm.', 'The shape is a cylinder.', fridge]);
  });

  it.each([
    ['refrigerated', 'from the fridge, at 5 °C.'],
    ['room', 'at 20 °C.'],
    ['frozen', 'frozen, at −18 °C.'],
  ] as const)('tells what %s means', (startState, words) => {
    const plan = makePlan({ food: undefined, thickness, shape, startState });
    expect(assumptionsOf(plan, understand(undefined))).toEqual([
      `The food goes into water that is at its temperature already, ${words}`,
    ]);
  });
});

describe('sourcesOf', () => {
  it('names the source of every limit, each once', () => {
    const food = understand('chicken with beef, lamb and duck');
    const sources = sourcesOf(food);
    expect(sources).toEqual([...new Set(food.judgedAs.map(({ source }) => source))]);
    // Lamb and beef have one source.
    expect(sources).toHaveLength(2);
    expect(sources.join()).toContain('FSIS');
  });
});
