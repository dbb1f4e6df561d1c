import fc from 'fast-check';
import { isNoBetter, ProbedFood, type Reads } from '../../../test/harness/probed-food.js';
import { trials } from '../../../test/harness/soak.js';
import { millimetres } from '../../shared/units.js';

const AS_MODELLED: Reads = ({ model }) => model;
const NOTHING: Reads = () => undefined;
/** A real piece of another thickness in the same water. */
const pieceOf = (thickness: number): Reads => {
  const other = new ProbedFood({ thickness: millimetres(thickness) });
  let [last, core] = [0, other.model.core as number];
  return ({ seconds }) => {
    other.pass((seconds - last) / 60, NOTHING);
    [last, core] = [seconds, other.model.core];
    return core;
  };
};
const salmonellaOf = ({ reductions }: ProbedFood['report']) =>
  reductions.find(({ name }) => name === 'Salmonella')!.predicted;

describe('The model of a food with a probe in it', () => {
  it('stands while the probe says nothing', () => {
    const food = new ProbedFood().pass(60, NOTHING);
    expect(food.report).toEqual(food.model);
    expect(food.corrected.effect).toBe('none');
  });

  it('is confirmed by a probe that agrees, and counts half a degree less', () => {
    const food = new ProbedFood().pass(81, AS_MODELLED);
    expect(food.corrected.effect).toBe('confirms');
    expect(salmonellaOf(food.report)).toBeLessThan(salmonellaOf(food.model));
    expect(food.pass(10, AS_MODELLED).report.pasteurized).toBe(true);
  });

  it('is worsened at once by a colder core, with its forecast', () => {
    const food = new ProbedFood().pass(30, ({ model }) => model - 8);
    expect(food.corrected.effect).toBe('worsens');
    expect(food.model.pasteurizedAt).toBeDefined();
    expect(food.report).toMatchObject({ pasteurized: false, pasteurizedAt: undefined, pasteurizedUpTo: 0 });
    food.pass(60, ({ model }) => model - 8);
    expect(food.model.pasteurized).toBe(true);
    expect(food.report.pasteurized).toBe(false);
    expect(food.report.inDangerZone).toBeGreaterThan(food.model.inDangerZone + 10);
  });

  it('is worsened by the true core of a thicker piece, until that is pasteurised too', () => {
    const thick = pieceOf(50);
    const food = new ProbedFood().pass(85, thick);
    expect([food.model.pasteurized, food.report.pasteurized]).toEqual([true, false]);
    expect(food.pass(60, thick).report.pasteurized).toBe(true);
  });

  it('loses what it had credited when the first reading contradicts it', () => {
    const food = new ProbedFood().pass(90, NOTHING);
    expect(food.report.pasteurized).toBe(true);
    food.pass(1, () => 50);
    expect(food.report.pasteurized).toBe(false);
    expect(salmonellaOf(food.report)).toBe(0);
    expect(food.report.inDangerZone).toBeGreaterThanOrEqual(90);
  });

  it('keeps what it had credited when the first reading confirms it', () => {
    const food = new ProbedFood().pass(90, NOTHING).pass(1, AS_MODELLED);
    expect(food.report.pasteurized).toBe(true);
  });

  it('credits nothing through a silence after a colder reading, and takes back an unconfirmed one', () => {
    const cold = new ProbedFood().pass(60, ({ model }) => model - 5).pass(60, NOTHING);
    expect(cold.report.pasteurized).toBe(false);
    const silent = new ProbedFood().pass(60, AS_MODELLED);
    const before = salmonellaOf(silent.report);
    silent.pass(40, NOTHING);
    expect(salmonellaOf(silent.report)).toBeGreaterThan(before);
    silent.pass(1, ({ model }) => model - 15);
    expect(salmonellaOf(silent.report)).toBeLessThanOrEqual(before + 1e-9);
  });

  it('is improved by a probe that leads by less than 2 °C and trails the bath', () => {
    const food = new ProbedFood();
    const thin: Reads = ({ model, water }) => Math.min(model + 1.9, water - 0.4);
    const seen: boolean[] = [];
    for (let minute = 0; minute < 90; minute++) {
      food.pass(1, thin);
      seen.push(food.report.pasteurized && !food.model.pasteurized);
    }
    expect(food.corrected.isImplausible).toBe(false);
    expect(seen).toContain(true);
  });

  it('is not improved by a piece that leads by more, which is thinner than told', () => {
    const food = new ProbedFood({ thickness: millimetres(50) }).pass(80, pieceOf(25));
    expect(isNoBetter(food.report, food.model)).toBe(true);
    expect(food.model.pasteurized).toBe(false);
  });

  it('has an implausible probe when that is in the water while the model lags', () => {
    const food = new ProbedFood().pass(5, ({ water }) => water - 0.2);
    expect(food.corrected.isImplausible).toBe(true);
    expect(food.report).toEqual(food.model);
    food.pass(60, ({ water }) => water - 0.2);
    expect(food.report).toEqual(food.model);
  });

  it.each<[string, (food: ProbedFood) => ProbedFood]>([
    ['was attached late', (food) => food.pass(40, NOTHING).pass(45, ({ model }) => model + 1.9)],
    [
      'was silent on the way',
      (food) =>
        food
          .pass(20, AS_MODELLED)
          .pass(15, NOTHING)
          .pass(50, ({ model }) => model + 1.9),
    ],
    [
      'was in the water once',
      (food) => food.pass(2, ({ water }) => water).pass(83, ({ model }) => model + 1.9),
    ],
    ['is in another, hotter piece', (food) => food.pass(85, ({ model }) => model + 4)],
    ['reads a constant value', (food) => food.pass(85, () => 63)],
  ])('is not improved by a probe that %s', (_what, course) => {
    const food = course(new ProbedFood());
    expect(isNoBetter(food.report, food.model)).toBe(true);
  });

  it('loses an improvement with the plausibility of its probe', () => {
    const food = new ProbedFood().pass(78, ({ model, water }) => Math.min(model + 1.8, water - 0.5));
    expect(salmonellaOf(food.report)).toBeGreaterThan(salmonellaOf(food.model));
    food.pass(1, ({ model }) => model + 3);
    expect(isNoBetter(food.report, food.model)).toBe(true);
  });

  it('loses an improvement with the trust in its probe', () => {
    const food = new ProbedFood().pass(78, ({ model, water }) => Math.min(model + 1.8, water - 0.5));
    food.corrected.distrust();
    expect(isNoBetter(food.report, food.model)).toBe(true);
  });

  it('never calls a food pasteurised below the limit of its bath', () => {
    const food = new ProbedFood({}, 56).pass(600, AS_MODELLED);
    expect(food.report.pasteurized).toBe(food.model.pasteurized);
  });
});

/** What a probe reads in one stretch of a cook, as an attacker or a clumsy hand makes it. */
const stretch = fc.record({
  minutes: fc.integer({ min: 1, max: 40 }),
  of: fc.constantFrom('model', 'water', 'constant', 'nothing'),
  by: fc.oneof(fc.double({ min: -6, max: 6, noNaN: true }), fc.constantFrom(1.9, 2, -0.3, -0.31)),
  constant: fc.oneof(fc.double({ min: -20, max: 100, noNaN: true }), fc.constantFrom(NaN, Infinity, 75)),
});
type Stretch = typeof stretch extends fc.Arbitrary<infer One> ? One : never;

/** Half of the courses begin as a true, slightly thinner piece would. */
const plausibleFirst = fc
  .record({ minutes: fc.integer({ min: 20, max: 78 }), by: fc.double({ min: 0, max: 1.9, noNaN: true }) })
  .map(({ minutes, by }): Stretch => ({ minutes, by, of: 'model', constant: 0 }));

const readsOf =
  ({ of, by, constant }: Stretch): Reads =>
  ({ model, water }) =>
    ({ model: model + by, water: water + by, constant, nothing: undefined })[of];

describe('A verdict with a probe of any readings', () => {
  const plan = fc.constantFrom<ConstructorParameters<typeof ProbedFood>>(
    [{}, 65.3, 60],
    [{ thickness: millimetres(20) }, 60.3, 60],
    [{ food: 'pork chop', thickness: millimetres(25) }, 62.3, 60],
    [{ startState: 'frozen', thickness: millimetres(20) }, 65.3, 60],
  );
  const course = fc
    .tuple(fc.option(plausibleFirst), fc.array(stretch, { minLength: 1, maxLength: 5 }))
    .map(([first, others]) => (first === null ? others : [first, ...others]));

  it('is never better than the model once the probe was implausible or attached late', () => {
    let tried = 0;
    fc.assert(
      fc.property(plan, course, (known, stretches) => {
        const food = new ProbedFood(...known);
        for (const one of stretches) {
          food.pass(one.minutes, readsOf(one));
          if (food.corrected.kept.plausibility.mayImprove) continue;
          tried += 1;
          if (!isNoBetter(food.report, food.model)) return false;
        }
        return true;
      }),
      trials(60, 2_000),
    );
    expect(tried).toBeGreaterThan(30);
  });

  it('is never better than a model of a core that is 2 °C hotter', () => {
    fc.assert(
      fc.property(plan, course, (known, stretches) => {
        const food = new ProbedFood(...known);
        let most = 0;
        const tally = () => food.monitor.modelled()!;
        for (const one of stretches) {
          for (let minute = 0; minute < one.minutes; minute++) {
            food.pass(1, readsOf(one));
            const { core, tallies, water } = tally();
            most += tallies[0]!.pathogen.rate((core + 2) as typeof core, water) * 60;
          }
        }
        const [{ reached }] = [food.corrected.tallied[0]!];
        return reached <= most * 1.01 + 0.2;
      }),
      trials(40, 1_000),
    );
  });

  it('is that of the model when the probe does not count', () => {
    fc.assert(
      fc.property(plan, course, (known, stretches) => {
        const food = new ProbedFood(...known);
        for (const one of stretches) food.pass(one.minutes, NOTHING);
        expect(food.report).toEqual(food.model);
      }),
      trials(10, 300),
    );
  });
});
