import { FollowedFood, SENSOR_ERROR } from '../../../test/harness/followed-food.js';
import { makePlan } from '../../../test/harness/plans.js';
import { makeSafety } from '../../../test/harness/safety.js';
import { celsius, minutes, seconds } from '../../shared/units.js';

const HELD = 65 + SENSOR_ERROR;
const MINUTE = 60_000;
const replayOf = (known: Parameters<typeof makePlan>[0] = {}) => makeSafety().replay(makePlan(known))!;

describe('The core of a food over water that was measured', () => {
  it.each(['refrigerated', 'room', 'frozen'] as const)(
    'is that of the monitor, for %s food',
    (startState) => {
      const followed = new FollowedFood({ startState });
      const replay = replayOf({ startState });
      for (const [minute, water] of [60, 64, HELD, 20, HELD, HELD].entries()) {
        followed.read(water, minute === 0 ? 0 : 300);
        replay.follow({ at: minute * 5 * MINUTE, water: celsius(water) });
        // The monitor takes smaller steps.
        expect(Math.abs(replay.core - followed.report.core)).toBeLessThan(0.1);
      }
    },
  );

  it('leaves out what is not later than the last reading, and what no water has', () => {
    const replay = replayOf();
    replay.follow({ at: 0, water: celsius(HELD) });
    replay.follow({ at: 30 * MINUTE, water: celsius(HELD) });
    const before = replay.core;
    replay.follow({ at: 30 * MINUTE, water: celsius(5) });
    for (const nonsense of [NaN, -1, 101]) replay.follow({ at: 40 * MINUTE, water: celsius(nonsense) });
    expect(replay.core).toBe(before);
  });

  it('counts water that may have been unheated as no warmer than 20 °C', () => {
    const [heated, cold] = [replayOf(), replayOf()];
    for (const [replay, isHeated] of [
      [heated, true],
      [cold, false],
    ] as const) {
      replay.follow({ at: 0, water: celsius(HELD) });
      replay.follow({ at: 60 * MINUTE, water: celsius(HELD) }, isHeated);
    }
    expect(cold.core).toBeLessThan(20);
    expect(heated.core).toBeGreaterThan(50);
  });

  it('is not modelled where heat has nothing to make safe', () => {
    expect(makeSafety().replay(makePlan({ food: 'carrots', target: celsius(85) }))).toBeUndefined();
  });
});

describe('The core that a monitor predicts', () => {
  const span = seconds(3600);

  it('begins with the core of now, ends after the whole span, and comes closer to the water', () => {
    const food = new FollowedFood().lie(minutes(20), { water: HELD });
    const ahead = food.monitor.coreAhead({ span, most: 50 });
    expect(ahead).toHaveLength(50);
    expect(ahead[0]).toEqual({ after: 0, core: food.report.core, water: 65 });
    expect(ahead.at(-1)!.after).toBe(3600);
    const cores = ahead.map(({ core }) => core);
    expect(cores).toEqual(cores.toSorted((one, other) => one - other));
    expect(cores.at(-1)).toBeLessThan(65);
  });

  it('is what the monitor then finds in such water, and changes nothing of it', () => {
    const food = new FollowedFood().lie(minutes(20), { water: 65 });
    const before = food.report;
    const last = food.monitor.coreAhead({ span, most: 200 }).at(-1)!;
    expect(food.report).toEqual(before);
    expect(food.lie(minutes(60), { water: 65 }).report.core).toBeCloseTo(last.core, 2);
  });

  it('counts on water as it is, and no hotter than its setpoint', () => {
    const cold = new FollowedFood().read(50);
    const hot = new FollowedFood().read(70);
    expect(cold.monitor.coreAhead({ span, most: 2 })[1]!.water).toBe(50);
    expect(hot.monitor.coreAhead({ span, most: 2 })[1]!.water).toBe(65);
  });

  it('has no points closer than a quarter of a minute', () => {
    const { monitor } = new FollowedFood().read(65);
    const ahead = (span: number) => monitor.coreAhead({ span: seconds(span), most: 50 });
    expect(ahead(45).map(({ after }) => after)).toEqual([0, 15, 30, 45]);
    expect(ahead(44).map(({ after }) => after)).toEqual([0, 22, 44]);
  });

  it('is empty without time, and before the first reading', () => {
    expect(new FollowedFood().monitor.coreAhead({ span, most: 9 })).toEqual([]);
    expect(new FollowedFood().read(65).monitor.coreAhead({ span: seconds(0), most: 9 })).toEqual([]);
    expect(new FollowedFood().read(65).monitor.coreAhead({ span: seconds(NaN), most: 9 })).toEqual([]);
  });
});
