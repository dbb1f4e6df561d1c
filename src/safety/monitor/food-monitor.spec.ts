import fc from 'fast-check';
import { FollowedFood, SENSOR_ERROR, type Lie } from '../../../test/harness/followed-food.js';
import { celsius, minutes, secondsToMilliseconds, seconds } from '../../shared/units.js';

/** Water that counts as the 65 °C of the plan: a chicken breast of 35 mm, needing 81 minutes. */
const HELD = 65 + SENSOR_ERROR;
const chicken = (time = 0, lie: Partial<Lie> = {}) =>
  new FollowedFood().lie(minutes(time), { water: HELD, ...lie });
const killed = ({ report }: FollowedFood): number => report.reductions[0]!.predicted;
const moment = (minute: number) => secondsToMilliseconds(seconds(minute * 60));

describe('The monitor of a food', () => {
  it('has nothing to say before the first reading', () => {
    const { monitor } = new FollowedFood();
    expect(monitor.report()).toBeUndefined();
    expect(monitor.missingAt(celsius(65))).toBe(0);
  });

  it('begins with the food as it goes in', () => {
    expect(chicken().report).toMatchObject({
      thickness: 35,
      core: 5,
      pasteurized: false,
      pasteurizedUpTo: 0,
      delay: 0,
      unseen: 0,
      inDangerZone: 0,
      spoilt: false,
      reductions: [
        { name: 'Salmonella', predicted: 0, required: 7 },
        { name: 'Listeria', predicted: 0, required: 6 },
      ],
    });
  });

  it('takes 0.3 °C off every reading', () => {
    const food = new FollowedFood({ startState: 'room' }).lie(minutes(60), { water: 20 + SENSOR_ERROR });
    expect(food.report.core).toBeCloseTo(20, 6);
  });

  it('counts the colder of two readings as the water between them, whichever came first', () => {
    const [rising, falling] = [new FollowedFood(), new FollowedFood()];
    rising.read(50).read(65, 300);
    falling.read(65).read(50, 300);
    const cold = new FollowedFood().read(50).read(50, 300);
    expect(rising.report.core).toBe(cold.report.core);
    expect(falling.report.core).toBe(cold.report.core);
  });

  it('names the setpoint at which nothing counts, until the food is pasteurised', () => {
    const at = (target: number, time: number) => chicken(60).lie(minutes(time), { water: HELD, target });
    expect(at(65, 1).report.neverAt).toBeUndefined();
    expect(at(40, 35).report).toMatchObject({ neverAt: 40, pasteurized: false });
    expect(chicken(90).lie(minutes(5), { water: HELD, target: 40 }).report).not.toHaveProperty('neverAt');
  });

  it('leaves out what is not later than the last reading', () => {
    const food = chicken(30);
    const before = food.report;
    food.read(5, 0).read(5, -600);
    expect(food.report).toEqual(before);
    food.read(HELD, 600);
    expect(food.report).toEqual(chicken(30).report);
  });

  it.each([-0.1, 100.1, 5000, NaN, Infinity])('leaves out a thermometer that says %d °C', (nonsense) => {
    const before = chicken(30).report;
    expect(chicken(30).read(nonsense, 2).report).toEqual(before);
  });

  it.each([0, 0.5, 99.5, 100])('believes a thermometer that says %d °C', (water) => {
    const before = chicken(30).report;
    expect(chicken(30).read(water, 60).report).not.toEqual(before);
  });

  it('credits nothing to one reading that is far too hot, since the colder of two counts', () => {
    const spike = chicken(30).read(95, 2).read(HELD, 2);
    expect(spike.report.core).toBe(chicken(30).read(HELD, 2).read(HELD, 2).report.core);
  });

  describe('over a gap in the readings', () => {
    const gap = (length: number) => chicken(60).read(HELD, length);

    it('credits what is killed in up to 600 seconds', () => {
      expect(killed(gap(600))).toBeGreaterThan(killed(chicken(60)) + 0.5);
      expect(gap(600).report.unseen).toBe(0);
    });

    it('credits nothing in a longer one, and says how long it was', () => {
      expect(killed(gap(601))).toBe(killed(chicken(60)));
      expect(gap(601).report.unseen).toBe(10);
      expect(gap(601).read(HELD, 30).read(HELD, 900).report.unseen).toBe(25);
    });

    it('lets the food warm in the colder water of its ends', () => {
      expect(gap(601).report.core).toBeGreaterThan(chicken(60).report.core + 1);
      const cooled = chicken(60).read(20, 1800);
      expect(cooled.report.core).toBeLessThan(chicken(60).report.core - 5);
    });
  });

  describe('forecasting when the food is pasteurised', () => {
    it('forecasts the moment first, and then keeps it as a fact', () => {
      const food = chicken(0, { water: 65 });
      const forecast = food.report.pasteurizedAt!;
      expect(forecast).toBeGreaterThan(moment(81));
      expect(forecast).toBeLessThan(moment(83));
      food.lie(minutes(60), { water: 65 });
      expect(Math.abs(food.report.pasteurizedAt! - forecast)).toBeLessThanOrEqual(moment(0.5));
      food.lie(minutes(25), { water: 65 });
      const fact = food.report.pasteurizedAt!;
      expect(food.report).toMatchObject({ pasteurized: true, missing: 0 });
      expect(Math.abs(fact - forecast)).toBeLessThanOrEqual(moment(0.5));
      food.lie(minutes(120), { water: 10, target: 40 });
      expect(food.report).toMatchObject({ pasteurized: true, pasteurizedAt: fact, missing: 0 });
      expect(food.monitor.missingAt(celsius(10))).toBe(0);
    });

    it('forecasts with the water as it is, but never hotter than its setpoint', () => {
      expect(chicken(0, { water: 80 }).report.missing).toBe(chicken(0, { water: 65 }).report.missing);
      expect(chicken(0, { water: 62 }).report.missing).toBeGreaterThan(moment(95) / 1000);
      expect(chicken(0, { water: 50 }).report).toMatchObject({
        pasteurizedAt: undefined,
        missing: Infinity,
      });
    });

    it('asks what other water would still take', () => {
      const { monitor, report } = chicken(30);
      expect(monitor.missingAt(celsius(HELD))).toBeLessThan(report.missing);
      expect(monitor.missingAt(celsius(70))).toBeLessThan(monitor.missingAt(celsius(65)) - 300);
      expect(monitor.missingAt(celsius(40))).toBe(Infinity);
    });

    it('never falls back on thinner pieces, and reaches thicker ones while it is held', () => {
      const food = chicken(85);
      const reached = food.report.pasteurizedUpTo;
      food.lie(minutes(60), { water: 10 });
      const cold = food.report.pasteurizedUpTo;
      expect(cold).toBeGreaterThanOrEqual(reached);
      food.lie(minutes(120), { water: HELD });
      expect(food.report.pasteurizedUpTo).toBeGreaterThan(cold + 10);
    });
  });

  describe('when the water was not as planned', () => {
    const delayed = (water: number, time: number) => {
      const food = chicken(30);
      const planned = food.report.pasteurizedAt!;
      food.lie(minutes(time), { water }).lie(minutes(5), { water: 65 });
      return { report: food.report, late: food.report.pasteurizedAt! - planned };
    };

    it.each([
      ['a dip of 5 °C', 60, 20, 3],
      ['a power cut', 48, 20, 15],
    ])('is later after %s to %d °C for %d minutes, and names the delay', (_name, water, time, least) => {
      const { report, late } = delayed(water, time);
      expect(late).toBeGreaterThan(moment(least));
      expect(report.delay).toBeGreaterThanOrEqual(least);
      expect(Math.abs(moment(report.delay) - late)).toBeLessThanOrEqual(moment(2.5));
    });

    it('is later after twenty minutes without an observation', () => {
      const food = chicken(60, { water: 65 });
      expect(food.report.delay).toBe(0);
      food.read(65, 1200).lie(minutes(1), { water: 65 });
      expect(food.report).toMatchObject({ unseen: 20 });
      expect(food.report.delay).toBeGreaterThan(2);
    });

    it('names no delay where the water was as hot as its setpoint, or hotter', () => {
      expect(chicken(40, { water: 65 }).report.delay).toBe(0);
      expect(chicken(40, { water: 70 }).report.delay).toBe(0);
    });

    it('keeps the delay once the food is pasteurised', () => {
      const food = chicken(10).lie(minutes(20), { water: 50 }).lie(minutes(90), { water: 65 });
      expect(food.report.pasteurized).toBe(true);
      expect(food.report.delay).toBeGreaterThanOrEqual(10);
    });
  });
});

describe('With any readings', () => {
  const reading = fc.record({
    water: fc.double({ min: 5, max: 95, noNaN: true }),
    colder: fc.double({ min: 0, max: 40, noNaN: true }),
    after: fc.integer({ min: 1, max: 900 }),
  });
  const readings = fc.array(reading, { minLength: 2, maxLength: 12 });
  const foods = fc.record({
    food: fc.constantFrom('chicken', 'pork chop', 'salmon', undefined),
    startState: fc.constantFrom('refrigerated', 'room', 'frozen'),
    vulnerableConsumers: fc.boolean(),
  });
  /** A step of the finite volumes may swing by so much, in degrees or as a share, behind a jump of the water. */
  const SWING = 1e-3;

  it('reductions and thickness never fall, and pasteurised stays pasteurised', () => {
    fc.assert(
      fc.property(foods, readings, (known, all) => {
        const food = new FollowedFood(known).read(all[0]!.water);
        let before = food.report;
        for (const { water, after } of all) {
          const { report } = food.read(water, after);
          for (const [at, { predicted }] of report.reductions.entries())
            expect(predicted).toBeGreaterThanOrEqual(before.reductions[at]!.predicted);
          expect(report.pasteurizedUpTo).toBeGreaterThanOrEqual(before.pasteurizedUpTo);
          expect(report.inDangerZone).toBeGreaterThanOrEqual(before.inDangerZone);
          if (before.pasteurized) expect(report.pasteurizedAt).toBe(before.pasteurizedAt);
          before = report;
        }
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  it('colder water never kills more', () => {
    fc.assert(
      fc.property(foods, readings, (known, all) => {
        const [warm, cold] = [new FollowedFood(known), new FollowedFood(known)];
        for (const { water, colder, after } of all) {
          warm.read(water, after);
          cold.read(Math.max(5, water - colder), after);
        }
        const [more, less] = [warm.report, cold.report];
        expect(less.core).toBeLessThanOrEqual(more.core + SWING);
        for (const [at, { predicted }] of less.reductions.entries())
          expect(predicted).toBeLessThanOrEqual(more.reductions[at]!.predicted * (1 + SWING));
        expect(less.pasteurizedUpTo).toBeLessThanOrEqual(more.pasteurizedUpTo);
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});
