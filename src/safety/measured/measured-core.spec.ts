import { BEGUN, MeasuredFood, MINUTE, needOf, reductionOf } from '../../../test/harness/measured-food.js';
import { MeasuredCore } from './measured-core.js';

describe('A measured core', () => {
  it('is pasteurised once every pathogen has its target, and says when that was', () => {
    const food = new MeasuredFood().rise(4, 66, 60);
    expect(food.report().verdict).toBe('not_pasteurized');
    const done = food.hold(66, 30).report();
    expect(done.verdict).toBe('pasteurized');
    expect(done.pasteurizedAt).toBeGreaterThan(BEGUN + 60 * MINUTE);
    expect(done.pasteurizedAt).toBeLessThan(food.at);
    expect(food.pass(1).hold(4, 1).report().pasteurizedAt).toBe(done.pasteurizedAt);
  });

  it('has the decimal reductions of the published D-value, less the tolerance of the sensor', () => {
    // Poultry: D of Salmonella is 4.68 min at 60 °C; FSIS's table is the harder one where both count.
    const exact = needOf('chicken').pathogens[0]!;
    const food = new MeasuredCore({ ...needOf('chicken'), pathogens: [exact] }, BEGUN, 0.5);
    for (let minute = 0; minute <= 9; minute++)
      food.follow({ at: BEGUN + minute * MINUTE, celsius: 60.5, late: false });
    expect(food.report(BEGUN + 9 * MINUTE).reductions[0]!.predicted).toBeCloseTo(9 / 4.68, 6);
  });

  it('counts the colder end of each step', () => {
    const fall = new MeasuredFood().read(70).pass(5).read(54).report();
    const cold = new MeasuredFood().hold(54, 5).report();
    expect(reductionOf(fall)).toBeCloseTo(reductionOf(cold), 12);
  });

  it('credits nothing below the temperature from which the engine credits a pathogen', () => {
    const food = new MeasuredFood('beef steak').hold(52.7, 600).report();
    for (const { predicted } of food.reductions) expect(predicted).toBe(0);
    expect(reductionOf(new MeasuredFood('beef steak').hold(52.9, 60).report())).toBeGreaterThan(0);
  });

  it.each([
    [10, true],
    [10.02, false],
  ])('credits a step of %d minutes: %s', (minutes, isCredited) => {
    const { reductions, unobserved } = new MeasuredFood().read(62).pass(minutes).read(62).report();
    expect(reductions[0]!.predicted > 0).toBe(isCredited);
    expect(unobserved).toBe(0);
  });

  it('credits nothing across a moment without a reading', () => {
    const food = new MeasuredFood().read(62).pass(1).read(null).pass(1).read(62).report();
    expect(reductionOf(food)).toBe(0);
  });

  it('credits nothing for late readings, which are shown', () => {
    const food = new MeasuredFood().hold(4, 1).pass(1).hold(75, 120, { late: true }).report();
    expect(reductionOf(food)).toBe(0);
    expect(food.newest).toMatchObject({ celsius: 75, late: true });
    expect(food.verdict).toBe('not_pasteurized');
  });

  it('is unknown while only late readings are known, and before any', () => {
    expect(new MeasuredFood().report().verdict).toBe('unknown');
    expect(new MeasuredFood().hold(75, 60, { late: true }).report()).toMatchObject({
      verdict: 'unknown',
      isMeasured: false,
    });
  });

  it('is unknown while its sensor does not work, unless it was pasteurised before', () => {
    expect(new MeasuredFood().rise(4, 60, 60).report(false).verdict).toBe('unknown');
    expect(new MeasuredFood().rise(4, 66, 60).hold(66, 30).report(false).verdict).toBe('pasteurized');
  });

  it('goes on being killed while it stays hot, wherever it lies', () => {
    const food = new MeasuredFood().rise(4, 64, 60);
    const taken = reductionOf(food.report());
    for (const reading of [65, 65.5, 65.8, 65.5, 65, 64]) food.pass(2).read(reading);
    expect(reductionOf(food.report())).toBeGreaterThan(taken + 5);
    expect(food.report().verdict).toBe('pasteurized');
  });

  it('is never called pasteurised below the limit of its food, whatever the time', () => {
    const below = new MeasuredFood().hold(57.4, 200).report();
    for (const { predicted, required } of below.reductions) expect(predicted).toBeGreaterThan(required);
    expect(below.verdict).toBe('not_pasteurized');
    expect(new MeasuredFood().hold(57.5, 200).report().verdict).toBe('pasteurized');
  });

  it('forecasts what comes of a core that stays as it is', () => {
    const food = new MeasuredFood().rise(10, 63, 50);
    const { pasteurizedAt } = food.report();
    food.hold(63, Math.floor((pasteurizedAt! - food.at) / MINUTE) - 1);
    expect(food.report()).toMatchObject({ verdict: 'not_pasteurized' });
    expect(food.report().pasteurizedAt! - pasteurizedAt!).toBeCloseTo(0, -3);
    expect(food.hold(63, 2).report().verdict).toBe('pasteurized');
  });

  it('forecasts nothing from a core that is too cold, or not measured now', () => {
    expect(new MeasuredFood().rise(4, 50, 30).report().pasteurizedAt).toBeUndefined();
    expect(new MeasuredFood().rise(4, 63, 30).pass(11).report().pasteurizedAt).toBeUndefined();
  });

  it('has nothing to make safe where heat does not', () => {
    expect(new MeasuredFood('carrots').hold(20, 600).report()).toMatchObject({
      verdict: 'no_matter',
      reductions: [],
    });
  });

  it('judges an egg in its shell by the times at its centre, which only hens have', () => {
    expect(new MeasuredFood('egg').hold(70.5, 3).report().verdict).toBe('pasteurized');
    expect(new MeasuredFood('duck egg').hold(80, 60).report().verdict).toBe('not_pasteurized');
  });

  it('ignores readings from before it began, out of order, or without a number', () => {
    const food = new MeasuredFood().read(62, { at: BEGUN - 1 }).read(NaN);
    expect(food.report().newest).toBeUndefined();
    food
      .pass(5)
      .read(62)
      .read(20, { at: BEGUN + 1 })
      .pass(5)
      .read(62);
    expect(reductionOf(food.report())).toBeGreaterThan(0);
  });
});
