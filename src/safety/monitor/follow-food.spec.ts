import { FollowedFood, SENSOR_ERROR } from '../../../test/harness/followed-food.js';
import { makePlan } from '../../../test/harness/plans.js';
import { makeSafety } from '../../../test/harness/safety.js';
import { celsius, millimetres, minutes } from '../../shared/units.js';
import type { CookPlan, StartState } from '../cook-plan.js';

const safety = makeSafety();

interface Case extends Partial<CookPlan> {
  readonly at: number;
  readonly mm?: number;
  readonly time?: number;
}
const planOf = ({ at, mm, time = 90, ...known }: Case): CookPlan =>
  makePlan({
    target: celsius(at),
    hold: minutes(time),
    ...(mm !== undefined && { thickness: millimetres(mm) }),
    ...known,
  });
const engine = (known: Case) => safety.review(planOf(known)).core!;
const food = (known: Case) => new FollowedFood(planOf(known));
/** In water that counts as a bath of the plan's setpoint, for so long. */
const held = (known: Case, time: number, every?: number) =>
  food(known).lie(minutes(time), { water: known.at + SENSOR_ERROR, ...(every && { every }) }).report;

describe('A food that is followed', () => {
  it.each(['carrots', 'yoghurt', 'chocolate'])('is nothing that heat need not make safe, like %s', (name) => {
    expect(safety.follow(makePlan({ food: name }))).toBeUndefined();
  });

  it.each<[string | undefined, number, number, StartState, boolean]>([
    ['chicken', 65, 35, 'refrigerated', false],
    ['chicken', 60, 20, 'room', false],
    ['chicken', 57, 15, 'refrigerated', false],
    ['chicken', 57.8, 20, 'refrigerated', false],
    ['duck', 58, 30, 'refrigerated', false],
    ['chicken', 65, 35, 'frozen', false],
    ['chicken', 70, 60, 'refrigerated', true],
    ['pork chop', 62, 40, 'frozen', true],
    ['beef steak', 55, 25, 'refrigerated', false],
    ['burger', 60, 30, 'refrigerated', false],
    ['venison', 62, 40, 'room', false],
    ['cod', 60, 15, 'frozen', false],
    ['salmon', 57, 20, 'refrigerated', false],
    ['mussels', 92, 20, 'refrigerated', false],
    ['custard', 75, 50, 'refrigerated', false],
    [undefined, 65, 50, 'refrigerated', false],
  ])(
    'agrees with the engine to a minute for %s at %d °C and %d mm, %s',
    (name, at, mm, startState, strict) => {
      const known = { food: name, at, mm, startState, vulnerableConsumers: strict };
      const { minimum } = engine(known);
      const { pasteurizedAt } = held(known, minimum! + 1, 15);
      expect(Math.abs(pasteurizedAt! / 60_000 - minimum!)).toBeLessThanOrEqual(1);
    },
  );

  it.each([
    { food: 'chicken', at: 65, time: 30 },
    { food: 'chicken', at: 60, time: 120 },
    { food: 'pork chop', at: 62, time: 150, startState: 'frozen' },
    { food: 'salmon', at: 58, time: 180, startState: 'room' },
    { food: 'burger', at: 70, time: 240 },
    { food: undefined, at: 60, time: 240, vulnerableConsumers: true },
  ] as const)('is as thick as the engine says, at most 6 %% and a millimetre less: %j', (known) => {
    const most = engine(known).pasteurizedUpTo!;
    const said = held(known, known.time).pasteurizedUpTo;
    expect(said).toBeLessThanOrEqual(most);
    expect(said * 1.06 + 1).toBeGreaterThanOrEqual(most);
    expect(said).toBeGreaterThan(0);
  });

  it.each([
    ['chicken', 57],
    ['pork chop', 57],
    ['burger', 60],
    ['beef steak', 52],
    [undefined, 60],
  ])(
    'is never called pasteurised while %s has a setpoint below %d °C, however hot the water',
    (name, floor) => {
      const cool = food({ food: name, at: 65, mm: 10 });
      cool.lie(minutes(120), { water: 70, target: floor - 0.1 });
      expect(cool.report).toMatchObject({
        pasteurized: false,
        pasteurizedAt: undefined,
        pasteurizedUpTo: 0,
        missing: Infinity,
        delay: 0,
      });
      expect(cool.report.reductions[0]!.predicted).toBeGreaterThan(7);
      expect(cool.monitor.missingAt(celsius(floor - 0.1))).toBe(Infinity);
      cool.read(70, 30, floor);
      expect(cool.report).toMatchObject({ pasteurized: true });
      expect(cool.report.pasteurizedUpTo).toBeGreaterThan(10);
    },
  );

  it('has its thickness from pieces that went on while the setpoint was below the floor', () => {
    const thick = (target: number) => {
      const piece = food({ food: 'chicken', at: 65 }).lie(minutes(30), { water: 65 });
      piece.lie(minutes(120), { water: 40, target });
      return piece.lie(minutes(20), { water: 65 }).report.pasteurizedUpTo;
    };
    expect(thick(40)).toBe(thick(65));
  });

  it("counts FSIS's times for poultry from a setpoint of 57.8 °C up", () => {
    const salmonella = (target: number) => {
      const piece = food({ food: 'chicken', at: 65, mm: 10 }).lie(minutes(40), { water: 60, target });
      return piece.report.reductions.find(({ name }) => name === 'Salmonella')!.predicted;
    };
    expect(salmonella(57.8)).toBeLessThan(0.95 * salmonella(57.7));
    expect(salmonella(65)).toBe(salmonella(57.8));
  });

  it('has the strict pathogens, too, for those who fall ill easily', () => {
    const listeria = (vulnerableConsumers: boolean) =>
      held({ food: 'chicken', at: 60, mm: 10, vulnerableConsumers }, 40).reductions.find(
        ({ name }) => name === 'Listeria',
      )!.predicted;
    expect(listeria(true)).toBeLessThan(0.9 * listeria(false));
  });
});

describe('Food between 5 and 54.4 °C', () => {
  /** In water of 45 °C read every minute, which leaves the core there from the first moment on. */
  const warm = (known: Case, time: number) => food(known).lie(minutes(time), { water: 45, every: 60 });

  it.each([
    ['beef steak', { at: 54, time: 120 }, 240],
    ['chicken', { at: 65, time: 90 }, 240],
    ['salmon', { at: 50, time: 45 }, 60],
    ['salmon', { at: 50, time: 60 }, 60],
    ['salmon', { at: 50, time: 120 }, 60],
    ['salmon', { at: 57, time: 300 }, 240],
    ['egg', { at: 60, time: 20 }, 240],
    ['pork roast', { at: 57, time: 400, mm: 80 }, 360],
  ])('is spoilt once %s, planned as %j, was there for more than %d minutes', (name, known, limit) => {
    const followed = warm({ food: name, ...known }, limit);
    expect(followed.report).toMatchObject({ inDangerZone: limit, spoilt: false });
    followed.read(45, 60);
    expect(followed.report).toMatchObject({ inDangerZone: limit + 1, spoilt: true });
  });

  it('counts from the moment at which the core is no longer cold, and up to 54.4 °C only', () => {
    const frozen = warm({ food: 'pork chop', at: 62, startState: 'frozen' }, 30);
    expect(frozen.report.inDangerZone).toBe(0);
    const planned = engine({ food: 'pork chop', at: 62, time: 300 }).inDangerZone;
    const { inDangerZone } = held({ food: 'pork chop', at: 62 }, 300);
    expect(Math.abs(inDangerZone - planned)).toBeLessThanOrEqual(1);
  });

  it('counts the whole of the step in which the core comes out, and of that in which it comes in', () => {
    const step = (known: Case, before: number) => {
      const followed = food(known).lie(minutes(before), { water: known.at });
      const { core, inDangerZone } = followed.report;
      const after = followed.read(known.at, 600).report;
      return [core, after.core, after.inDangerZone - inDangerZone];
    };
    const [warm, hot, out] = step({ food: 'chicken', at: 65 }, 40);
    expect(warm).toBeLessThan(54.4);
    expect(hot).toBeGreaterThan(54.4);
    const [cold, thawed, inside] = step({ food: 'chicken', at: 65, startState: 'frozen' }, 30);
    expect(cold).toBeLessThan(5);
    expect(thawed).toBeGreaterThan(5);
    expect([out, inside]).toEqual([10, 10]);
  });

  it.each([
    { food: 'pork roast', at: 57, mm: 70, time: 400 },
    { food: 'pork roast', at: 57, mm: 88, time: 500 },
    { food: 'salmon', at: 65, mm: 86, time: 400 },
    { food: 'beef roast', at: 58, mm: 93, time: 500 },
  ])('is not spoilt by a plan that was let through and goes as planned: %j', (known) => {
    expect(safety.review(planOf(known)).allowed).toBe(true);
    const followed = food(known).lie(minutes(known.time), { water: known.at, every: 60 });
    expect(followed.report).toMatchObject({ pasteurized: true, spoilt: false });
  });

  it('has no more time where the plan comes from the freezer and is slow for that alone', () => {
    const known = { food: 'pork chop', at: 60, mm: 60, startState: 'frozen', time: 500 } as const;
    expect(engine(known).inDangerZone).toBeLessThan(240);
    const thawed = warm(known, 400);
    expect(thawed.report).toMatchObject({ spoilt: true });
    expect(thawed.report.inDangerZone).toBeLessThan(360);
  });
});

describe('Eggs in their shell', () => {
  const egg = (at: number, time: number, known: Partial<Case> = {}) =>
    food({ food: 'egg', at, ...known }).lie(minutes(time), { water: at }).report;

  it.each([
    [57, 75],
    [59.9, 75],
    [60, 75],
    [61, 75],
  ])('are pasteurised by water of %d °C in %d minutes', (at, time) => {
    expect(engine({ food: 'egg', at, time }).minimum).toBe(time);
    expect(egg(at, time - 1).pasteurized).toBe(false);
    expect(egg(at, time + 1)).toMatchObject({
      pasteurized: true,
      pasteurizedUpTo: 50,
      reductions: [{ name: 'Salmonella', required: 7 }],
    });
  });

  it('become safe size by size, the smallest first', () => {
    const eggs = food({ food: 'egg', at: 65 });
    const sizes = new Set<number>();
    for (let minute = 0; minute < 150; minute++) sizes.add(eggs.read(65, 60).report.pasteurizedUpTo);
    expect([...sizes]).toEqual([0, 25, 30, 35, 40, 45, 50]);
  });

  it.each([
    { at: 62 },
    { at: 65 },
    { at: 75 },
    { at: 60, mm: 60 },
    { at: 65, mm: 60 },
    { at: 60, startState: 'frozen' },
  ] as const)('are pasteurised by their core when the engine says so: %j', (known) => {
    const time = engine({ food: 'egg', time: 200, ...known }).minimum!;
    const followed = (passed: number) =>
      food({ food: 'egg', ...known }).lie(minutes(passed), { water: known.at + SENSOR_ERROR }).report;
    expect(followed(time - 2).pasteurized).toBe(false);
    expect(followed(time + 2)).toMatchObject({
      pasteurized: true,
      reductions: [{ name: 'Listeria', required: 6 }],
    });
  });

  it('have a core of their own, which is not the water', () => {
    expect(egg(60, 45).core).toBeLessThan(58);
  });

  it('have no shorter time from a thermometer that reads high, nor any below the coolest setpoint', () => {
    const piece = (at: number) => food({ food: 'egg', at }).lie(minutes(74), { water: 65 });
    expect(piece(59.9).report.pasteurized).toBe(false);
    expect(piece(59.9).lie(minutes(2), { water: 65 }).report.pasteurized).toBe(true);
    const cool = piece(56).lie(minutes(60), { water: 65 });
    expect(cool.report).toMatchObject({ pasteurized: false, missing: Infinity, pasteurizedUpTo: 0 });
    expect(engine({ food: 'egg', at: 56, time: 200 }).minimum).toBeUndefined();
  });

  it('are not by water that a thermostat at 57 °C lets fall to 56.7 °C', () => {
    const { report } = food({ food: 'egg', at: 57 }).lie(minutes(200), { water: 56.7 });
    expect(report).toMatchObject({ pasteurized: false, pasteurizedUpTo: 0, missing: Infinity });
  });

  it.each([{ startState: 'frozen' }, { mm: 51 }] as const)(
    'are no matter of the bath alone when %j',
    (known) => {
      expect(engine({ food: 'egg', at: 57, time: 90, ...known }).minimum).toBeUndefined();
      expect(egg(57, 90, known)).toMatchObject({
        pasteurized: false,
        pasteurizedAt: undefined,
        pasteurizedUpTo: 0,
      });
    },
  );

  it('do not lend their rule to what else is in the bag', () => {
    expect(egg(60, 60, { food: 'egg with chicken', mm: 50 }).pasteurized).toBe(false);
  });
});

describe('Milk and what is made of it', () => {
  it.each([{ at: 68 }, { at: 75, mm: 50 }, { at: 82 }])(
    'is pasteurised when the engine says so: %j',
    (known) => {
      const time = engine({ food: 'cheese sauce', time: 400, ...known }).minimum!;
      const followed = (passed: number) =>
        food({ food: 'cheese sauce', ...known }).lie(minutes(passed), { water: known.at + SENSOR_ERROR })
          .report;
      expect(followed(time - 3).pasteurized).toBe(false);
      expect(followed(time + 3).pasteurized).toBe(true);
    },
  );

  it('is never, in water that does not bring its middle to the published temperature', () => {
    expect(engine({ food: 'cheese sauce', at: 66, time: 5999 }).minimum).toBeUndefined();
    const { report } = food({ food: 'cheese sauce', at: 66 }).lie(minutes(300), { water: 66, every: 60 });
    expect(report).toMatchObject({ pasteurized: false, missing: Infinity });
  });
});
