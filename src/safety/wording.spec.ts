import { makePlan } from '../../test/harness/plans.js';
import { makeSafety } from '../../test/harness/safety.js';
import { celsius, millimetres, minutes } from '../shared/units.js';
import type { CookPlan } from './cook-plan.js';
import { NO_FACTS } from './foods/food.js';
import { Forecast } from './forecast.js';
import { asNamed } from './named-plan.js';
import { thermalNeedOf } from './thermal-need.js';
import { warningsOf } from './wording.js';

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

describe('warningsOf a stack', () => {
  it('says that the thickness must be that of all of it', () => {
    const stack = { food: 'stacked chicken breasts', target: celsius(65), hold: minutes(90) };
    const said =
      'The name says “stacked”: 35 mm must be the thickness of everything that lies on each other, not of one piece.';
    expect(warnings({ ...stack, thickness: millimetres(35) })).toContain(said);
    expect(warnings(stack)).not.toContain(said);
  });
});

describe('warningsOf an unknown food', () => {
  it.each([
    [undefined, /^No food was named, so it was judged by a strict limit\. Say it plainly/],
    ['zorblax', /^The food was not recognised, so it was judged by a strict limit\. Say it plainly/],
    ['', /^The food was not recognised/],
    [
      'beef with chiken and salmom',
      /^“chiken”, “salmom” was not surely understood, so it was judged strictly\. Say it/,
    ],
    ['meat', /^The food was not recognised/],
  ])('says that it judged %p strictly, and why', (food, words) => {
    const said = warnings({ food, hold: minutes(310), thickness: millimetres(50) });
    expect(said).toEqual([expect.stringMatching(words)]);
    expect(warningsOf(makePlan({ food }), understand(food), undefined)).toEqual(said);
  });

  it('doubts no food that it knows', () => {
    expect(warnings({ food: 'beef with mushrooms', thickness: millimetres(30), hold: minutes(120) })).toEqual(
      [],
    );
  });
});

describe('warningsOf a name with another meaning', () => {
  it('says what it was judged as, and what else it may be', () => {
    const food = understand('beef steak');
    const filet = { ...food, facts: { ...NO_FACTS, otherMeaning: 'in French it is pork' } };
    expect(warningsOf(makePlan(), filet, undefined)).toEqual([
      'It was judged as beef, but in French it is pork: name the animal to be sure.',
    ]);
  });
});

describe('warningsOf a food that is pasteurised', () => {
  it('says what an assumed thickness holds for, and what a thicker piece would need', () => {
    expect(warnings({})).toEqual([
      'A thickest point of 35 mm is assumed. 90 min are enough up to 38 mm; a piece of 50 mm would need 131 min.',
      'The centre is within half a degree of 65 °C only after 119 min; pasteurisation does not need that and is complete after 81 min.',
    ]);
  });

  it('explains a core that reaches the temperature of the bath only after the end', () => {
    const sent = { thickness: millimetres(35) };
    expect(warnings(sent, { coreReachesTarget: 91 })).toEqual([
      expect.stringMatching(/only after 91 min; .* complete after 81 min\.$/),
    ]);
    expect(warnings(sent, { coreReachesTarget: 90 })).toEqual([]);
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
  ])('names beside %d mm what %d mm would need', (upTo, thicker) => {
    const [said] = warnings({}, { pasteurizedUpTo: upTo });
    expect(said).toContain(`enough up to ${upTo} mm; a piece of ${thicker} mm would need `);
  });

  it.each([
    [84, 150],
    [125, 150],
  ])('names beside %d mm what %d mm would need in a bath hot enough for that', (upTo, thicker) => {
    const [said] = warnings({ target: celsius(90) }, { pasteurizedUpTo: upTo });
    expect(said).toContain(`enough up to ${upTo} mm; a piece of ${thicker} mm would need `);
  });

  it.each([84, 126, 150])('names none thicker beside %d mm', (upTo) => {
    const [said] = warnings({}, { pasteurizedUpTo: upTo });
    expect(said).toMatch(new RegExp(`enough up to ${upTo} mm\\.$`));
  });

  it('names none thicker where no time would be enough for it', () => {
    const [said] = warnings({ food: 'egg', target: celsius(57) });
    expect(said).toBe('A thickest point of 45 mm is assumed. 90 min are enough up to 50 mm.');
  });
});

describe('warningsOf a food that warms up slowly', () => {
  it('says nothing at 240 min below 54.4 °C, and the minutes from 241 on', () => {
    const plan = { thickness: millimetres(35) };
    const bath = { coreReachesTarget: 90 };
    expect(warnings(plan, { ...bath, belowGrowthLimit: 240 })).toEqual([]);
    expect(warnings(plan, { ...bath, belowGrowthLimit: 241 })).toEqual([
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
      `${safer} To pasteurise 45 mm at 63 °C takes 66 min.`,
    ]);
    expect(warnings({ food: 'egg', target: celsius(56), hold: minutes(44) })).toEqual([
      `${safer} No published time pasteurises it at 56 °C.`,
    ]);
  });
});

describe('warningsOf what heat need not make safe', () => {
  it.each(['carrots', 'boiled kidney beans'])('says how to keep %s, and nothing of the core', (food) => {
    const chill = expect.stringMatching(/^Eat it hot, or chill it .* Oil with garlic or herbs/) as string;
    expect(warnings({ food }, { belowGrowthLimit: 500 })).toEqual([chill]);
  });

  it('says how to keep grain', () => {
    const grain = { ...understand('carrots'), foodClass: 'grain' } as const;
    expect(warningsOf(makePlan(), grain, undefined)).toEqual([
      expect.stringMatching(/^Eat it hot, or chill it .* spores/),
    ]);
  });

  it.each(['yoghurt', 'chocolate'])('has nothing to say of %s', (food) => {
    expect(warnings({ food, target: celsius(45) })).toEqual([]);
  });
});

describe('warningsOf a plan that the name makes stricter', () => {
  const inWords = (thickness: number) => ({
    ...understand('chicken'),
    facts: {
      ...NO_FACTS,
      statedThickness: { thickness: millimetres(thickness), words: `${thickness / 10} cm thick` },
    },
  });
  const said = (thickness: number, known: Partial<CookPlan>) => {
    const food = inWords(thickness);
    return warningsOf(asNamed(makePlan(known), food), food, undefined);
  };

  it('says for whom it was judged, and why', () => {
    const food = { ...understand('beef steak'), facts: { ...NO_FACTS, vulnerable: 'toddler' } };
    expect(warningsOf(asNamed(makePlan(steak), food), food, undefined)[0]).toBe(
      'Judged for someone who falls ill easily, because the name says “toddler”.',
    );
    const asked = asNamed(makePlan({ vulnerableConsumers: true }), understand('chicken'));
    expect(warningsOf(asked, understand('chicken'), undefined)).toEqual([]);
  });

  it('says which of two thicknesses was judged', () => {
    expect(said(50, { thickness: millimetres(35) })).toEqual([
      'thickness_mm says 35 mm and the name says “5 cm thick”: the thicker one, 50 mm, was judged.',
    ]);
    expect(said(50, { thickness: millimetres(60) })).toEqual([expect.stringContaining('60 mm, was judged')]);
    expect(said(50, { thickness: millimetres(50) })).toEqual([]);
  });

  it('says that words make nothing thinner', () => {
    expect(said(20, {})).toEqual([
      '“2 cm thick” in the name does not make it thinner than the assumed 35 mm: only thickness_mm does.',
    ]);
    expect(said(50, {})).toEqual([]);
  });
});

describe('warningsOf a time that may be in another unit', () => {
  const long = (food: string, hold: number) =>
    warnings({ food, hold: minutes(hold), thickness: millimetres(30) });

  it('reads seconds where whole minutes come of them', () => {
    expect(long('chicken', 5400)).toEqual([
      '5400 min are 90 h. If seconds were meant: 5400 seconds would be 90 minutes.',
    ]);
    expect(warnings({ hold: minutes(5999), endless: true }).join(' ')).not.toContain('5999');
    expect(long('chicken', 5999)).toEqual([
      '5999 min are 99 h 59 min. That is longer than is usual for this food.',
    ]);
  });

  it.each([
    ['chicken', 1440],
    ['salmon', 1440],
    ['carrots', 1440],
    ['beef', 4320],
    ['pork', 4320],
    ['venison', 4320],
  ])('says nothing of %s for %d min, and something of one more', (food, longest) => {
    expect(long(food, longest).join()).not.toContain('min are');
    expect(long(food, longest + 1).join()).toContain('min are');
  });

  it('reads hours where a brisket is unpasteurised without them', () => {
    const brisket = { food: 'brisket', target: celsius(57), thickness: millimetres(50) };
    const said = (hold: number) => warnings({ ...brisket, hold: minutes(hold) }).join();
    expect(said(48)).toContain('If hours were meant: 48 hours would be 2880 minutes.');
    expect(said(1)).not.toContain('hours');
    expect(said(73)).not.toContain('hours');
  });
});
