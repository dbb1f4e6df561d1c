import { makeSafety } from '../../../test/harness/safety.js';
import { celsius } from '../../shared/units.js';
import { MeasuredCore, type MeasuredReport } from './measured-core.js';
import type { CoreReading } from './measured-reading.js';

const MINUTE = 60_000;
const BEGUN = Date.parse('2026-03-01T12:00:00Z');

const needOf = (food: string, target?: number, vulnerable = false) =>
  makeSafety().measure({ food, vulnerable, target: target === undefined ? undefined : celsius(target) }).need;

/** A food that is measured every minute. */
class Measured {
  readonly core: MeasuredCore;
  at = BEGUN;

  constructor(food = 'chicken', tolerance = 0.5, target?: number) {
    this.core = new MeasuredCore(needOf(food, target), BEGUN, tolerance);
  }

  read(celsius: number | null, known: Partial<CoreReading> = {}): this {
    this.core.follow({ at: this.at, celsius, late: false, ...known });
    return this;
  }

  /** Reads the same for whole minutes, the first time at once. */
  hold(reading: number, minutes: number, known: Partial<CoreReading> = {}): this {
    this.read(reading, known);
    for (let minute = 0; minute < minutes; minute++) this.pass(1).read(reading, { ...known, at: this.at });
    return this;
  }

  /** Rises evenly by whole minutes. */
  rise(from: number, to: number, minutes: number): this {
    this.read(from);
    for (let minute = 1; minute <= minutes; minute++)
      this.pass(1).read(from + ((to - from) * minute) / minutes);
    return this;
  }

  pass(minutes: number): this {
    this.at += minutes * MINUTE;
    return this;
  }

  report(working?: boolean): MeasuredReport {
    return this.core.report(this.at, working);
  }
}

const reductionOf = ({ reductions }: MeasuredReport, name = 'Salmonella') =>
  reductions.find((one) => one.name === name)!.predicted;

describe('A measured core', () => {
  it('is pasteurised once every pathogen has its target, and says when that was', () => {
    const food = new Measured().rise(4, 66, 60);
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
    const fall = new Measured().read(70).pass(5).read(54).report();
    const cold = new Measured().hold(54, 5).report();
    expect(reductionOf(fall)).toBeCloseTo(reductionOf(cold), 12);
  });

  it('credits nothing below the temperature from which the engine credits a pathogen', () => {
    const food = new Measured('beef steak').hold(52.7, 600).report();
    for (const { predicted } of food.reductions) expect(predicted).toBe(0);
    expect(reductionOf(new Measured('beef steak').hold(52.9, 60).report())).toBeGreaterThan(0);
  });

  it.each([
    [10, true],
    [10.02, false],
  ])('credits a step of %d minutes: %s', (minutes, isCredited) => {
    const { reductions, unobserved } = new Measured().read(62).pass(minutes).read(62).report();
    expect(reductions[0]!.predicted > 0).toBe(isCredited);
    expect(unobserved).toBe(isCredited ? 0 : 10);
  });

  it('credits nothing across a moment without a reading', () => {
    const food = new Measured().read(62).pass(1).read(null).pass(1).read(62).report();
    expect(reductionOf(food)).toBe(0);
  });

  it('credits nothing for late readings, which are shown', () => {
    const food = new Measured().hold(4, 1).pass(1).hold(75, 120, { late: true }).report();
    expect(reductionOf(food)).toBe(0);
    expect(food.newest).toMatchObject({ celsius: 75, late: true });
    expect(food.verdict).toBe('not_pasteurized');
  });

  it('is unknown while only late readings are known, and before any', () => {
    expect(new Measured().report().verdict).toBe('unknown');
    expect(new Measured().hold(75, 60, { late: true }).report().verdict).toBe('unknown');
  });

  it('is unknown while its sensor does not work, unless it was pasteurised before', () => {
    expect(new Measured().rise(4, 60, 60).report(false).verdict).toBe('unknown');
    expect(new Measured().rise(4, 66, 60).hold(66, 30).report(false).verdict).toBe('pasteurized');
  });

  it('goes on being killed while it stays hot, wherever it lies', () => {
    const food = new Measured().rise(4, 64, 60);
    const taken = reductionOf(food.report());
    for (const reading of [65, 65.5, 65.8, 65.5, 65, 64]) food.pass(2).read(reading);
    expect(reductionOf(food.report())).toBeGreaterThan(taken + 5);
    expect(food.report().verdict).toBe('pasteurized');
  });

  it('is never called pasteurised below the limit of its food, whatever the time', () => {
    const below = new Measured().hold(57.4, 200).report();
    for (const { predicted, required } of below.reductions) expect(predicted).toBeGreaterThan(required);
    expect(below.verdict).toBe('not_pasteurized');
    expect(new Measured().hold(57.5, 200).report().verdict).toBe('pasteurized');
  });

  it('forecasts what comes of a core that stays as it is', () => {
    const food = new Measured().rise(10, 63, 50);
    const { pasteurizedAt } = food.report();
    food.hold(63, Math.floor((pasteurizedAt! - food.at) / MINUTE) - 1);
    expect(food.report()).toMatchObject({ verdict: 'not_pasteurized' });
    expect(food.report().pasteurizedAt! - pasteurizedAt!).toBeCloseTo(0, -3);
    expect(food.hold(63, 2).report().verdict).toBe('pasteurized');
  });

  it('forecasts nothing from a core that is too cold, or not measured now', () => {
    expect(new Measured().rise(4, 50, 30).report().pasteurizedAt).toBeUndefined();
    expect(new Measured().rise(4, 63, 30).pass(11).report().pasteurizedAt).toBeUndefined();
  });

  it('has nothing to make safe where heat does not', () => {
    expect(new Measured('carrots').hold(20, 600).report()).toMatchObject({
      verdict: 'no_matter',
      reductions: [],
    });
  });

  it('judges an egg in its shell by the times at its centre, which only hens have', () => {
    expect(new Measured('egg').hold(70.5, 3).report().verdict).toBe('pasteurized');
    expect(new Measured('duck egg').hold(80, 60).report().verdict).toBe('not_pasteurized');
  });

  it('ignores readings from before it began, out of order, or without a number', () => {
    const food = new Measured().read(62, { at: BEGUN - 1 }).read(NaN);
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

describe('The danger zone of a measured core', () => {
  const minutesOf = (food: Measured) => food.report().inDangerZone;

  it('is from 5 to 54.4 °C, wherever the sensor may be off', () => {
    expect(minutesOf(new Measured().hold(4.4, 60))).toBe(0);
    expect(minutesOf(new Measured().hold(4.6, 60))).toBe(60);
    expect(minutesOf(new Measured().hold(54.8, 60))).toBe(60);
    expect(minutesOf(new Measured().hold(54.9, 60))).toBe(0);
    expect(minutesOf(new Measured('chicken', 2).hold(56, 60))).toBe(60);
  });

  it('counts a step whole when either end is in it', () => {
    expect(minutesOf(new Measured().read(60).pass(9).read(50))).toBe(9);
    expect(minutesOf(new Measured().read(4).pass(50).read(60))).toBe(0);
    expect(minutesOf(new Measured().read(10).pass(50).read(60))).toBe(50);
  });

  it('counts the time before the first reading, at which the food had an unknown temperature', () => {
    expect(minutesOf(new Measured().pass(25).hold(70, 1))).toBe(25);
  });

  it('counts a gap of more than an hour whatever its ends', () => {
    expect(minutesOf(new Measured().read(70).pass(60).read(70))).toBe(0);
    expect(minutesOf(new Measured().read(70).pass(61).read(70))).toBe(61);
    expect(minutesOf(new Measured().read(70).pass(61))).toBe(61);
  });

  it('is lengthened by late readings and never shortened', () => {
    const late = { late: true };
    const dip = new Measured().read(60).pass(10).read(40, late).pass(10).read(60);
    expect(minutesOf(dip)).toBe(20);
    const filled = new Measured().read(50).pass(30).read(60, late).pass(30).read(60);
    expect(minutesOf(filled)).toBe(60);
    expect(minutesOf(new Measured().read(60).pass(5).read(30, late).pass(5).read(30, late))).toBe(10);
  });

  it('spoils the food after more than 4 hours, also when it was pasteurised', () => {
    const food = new Measured().hold(30, 240);
    expect(food.report().verdict).toBe('not_pasteurized');
    expect(food.pass(1).hold(30, 1).report().verdict).toBe('discarded');
    const rested = new Measured().rise(4, 66, 60).hold(66, 30).hold(40, 241);
    expect(rested.report()).toMatchObject({ verdict: 'discarded', pasteurizedAt: undefined });
  });

  it('spoils fish that is meant to stay raw inside after an hour', () => {
    expect(new Measured('salmon', 0.5, 45).hold(30, 62).report().verdict).toBe('discarded');
    expect(new Measured('salmon', 0.5, 63).hold(30, 62).report().verdict).toBe('not_pasteurized');
  });

  it('leaves nothing known after 4 hours without a reading', () => {
    const food = new Measured().hold(4, 0).rise(4, 70, 30).hold(70, 30);
    expect(food.pass(200).report().verdict).toBe('pasteurized');
    expect(['unknown', 'discarded']).toContain(food.pass(60).report().verdict);
  });
});
