import { MeasuredFood, reductionOf } from '../../../test/harness/measured-food.js';

describe('The danger zone of a measured core', () => {
  const minutesOf = (food: MeasuredFood) => food.report().inDangerZone;

  it('is from 5 to 54.4 °C, wherever the sensor may be off', () => {
    expect(minutesOf(new MeasuredFood().hold(4.4, 60))).toBe(0);
    expect(minutesOf(new MeasuredFood().hold(4.6, 60))).toBe(60);
    expect(minutesOf(new MeasuredFood().hold(54.8, 60))).toBe(60);
    expect(minutesOf(new MeasuredFood().hold(54.9, 60))).toBe(0);
    expect(minutesOf(new MeasuredFood('chicken', 2).hold(56, 60))).toBe(60);
  });

  it('counts a step whole when the core may have been in it at either end, or between them', () => {
    expect(minutesOf(new MeasuredFood().read(60).pass(9).read(50))).toBe(9);
    expect(minutesOf(new MeasuredFood().read(4).pass(50).read(60))).toBe(50);
    expect(minutesOf(new MeasuredFood().read(10).pass(50).read(60))).toBe(50);
    expect(minutesOf(new MeasuredFood().read(2).pass(50).read(4))).toBe(0);
  });

  it('may have been in it before the first reading, at which the food had an unknown temperature', () => {
    const { inDangerZone, maybeInDangerZone } = new MeasuredFood().pass(25).hold(70, 1).report();
    expect([inDangerZone, maybeInDangerZone]).toEqual([0, 25]);
  });

  it.each([
    ['hot ends', 70, 70, 0, 0],
    ['cold ends', 2, 3, 0, 0],
    ['a warm beginning', 30, 70, 10, 300],
    ['a warm end', 70, 30, 10, 300],
    ['ends in it', 30, 40, 300, 300],
    ['ends on both sides of it', 3, 70, 0, 300],
  ])('is not observed in a gap of more than an hour: %s', (_name, one, other, observed, possible) => {
    const { inDangerZone, maybeInDangerZone, unobserved } = new MeasuredFood()
      .read(one)
      .pass(300)
      .read(other)
      .report();
    expect([inDangerZone, maybeInDangerZone, unobserved]).toEqual([observed, possible, 300]);
  });

  it.each([
    ['hot', 70, 0, 0],
    ['warm', 30, 10, 200],
  ])(
    'is observed for 10 minutes after a reading, not in the silence behind it: %s',
    (_name, reading, observed, possible) => {
      const { inDangerZone, maybeInDangerZone, unobserved } = new MeasuredFood()
        .read(reading)
        .pass(200)
        .report();
      expect([inDangerZone, maybeInDangerZone, unobserved]).toEqual([observed, possible, 200]);
    },
  );

  it('leaves the verdict open when the food may have been in it for too long, and was not measured', () => {
    expect(new MeasuredFood().read(30).pass(300).report().verdict).toBe('unknown');
    const gap = new MeasuredFood().read(30).pass(300).rise(60, 70, 10).hold(70, 30).report();
    expect(gap).toMatchObject({ verdict: 'unknown', wasPasteurized: true, pasteurizedAt: undefined });
    const hot = new MeasuredFood().rise(4, 70, 60).hold(70, 30).pass(540).hold(69, 5).report();
    expect(hot).toMatchObject({ verdict: 'pasteurized', unobserved: 540 });
  });

  it('is lengthened by late readings and never shortened', () => {
    const late = { late: true };
    const dip = new MeasuredFood().read(60).pass(10).read(40, late).pass(10).read(60);
    expect(minutesOf(dip)).toBe(20);
    const filled = new MeasuredFood().read(50).pass(30).read(60, late).pass(30).read(60);
    expect(minutesOf(filled)).toBe(60);
    expect(minutesOf(new MeasuredFood().read(60).pass(5).read(30, late).pass(5).read(30, late))).toBe(10);
  });

  it('spoils the food after more than 4 hours, also when it was pasteurised', () => {
    const food = new MeasuredFood().hold(30, 240);
    expect(food.report().verdict).toBe('not_pasteurized');
    expect(food.pass(1).hold(30, 1).report().verdict).toBe('discarded');
    const rested = new MeasuredFood().rise(4, 66, 60).hold(66, 30).hold(40, 241);
    expect(rested.report()).toMatchObject({ verdict: 'discarded', pasteurizedAt: undefined });
  });

  it('spoils fish that is meant to stay raw inside after an hour', () => {
    expect(new MeasuredFood('salmon', 0.5, 45).hold(30, 62).report().verdict).toBe('discarded');
    expect(new MeasuredFood('salmon', 0.5, 63).hold(30, 62).report().verdict).toBe('not_pasteurized');
  });

  it('leaves nothing known after 4 hours without a reading', () => {
    const food = new MeasuredFood().hold(4, 0).rise(4, 70, 30).hold(70, 30);
    expect(food.pass(200).report().verdict).toBe('pasteurized');
    const later = food.pass(60).report();
    expect(later).toMatchObject({ verdict: 'unknown', wasPasteurized: true });
    expect(later.inDangerZone).toBeLessThan(35);
    expect(new MeasuredFood().rise(4, 70, 5).pass(241).report().verdict).toBe('unknown');
  });
});

describe('A probe that leaves the food', () => {
  /** Pulled out of hot food, which shows after two readings. */
  const pulled = () => {
    const food = new MeasuredFood().rise(4, 66, 60).hold(66, 30);
    const at = food.at;
    food.pass(1).read(50).pass(1).read(35);
    food.core.leftFood(at);
    return { food, at };
  };

  it('says nothing of the food: neither that it is killed, nor that it is warm', () => {
    const { food } = pulled();
    const left = food.report();
    for (let minute = 0; minute < 60; minute++) food.pass(1).read(25, { outside: true });
    const later = food.report();
    expect(later).toMatchObject({ verdict: 'pasteurized', inDangerZone: left.inDangerZone });
    expect(later.reductions).toEqual(left.reductions);
    expect(later.newest).toMatchObject({ celsius: 25, outside: true });
    expect(food.pass(200).report()).toMatchObject({ verdict: 'unknown', wasPasteurized: true });
  });

  it('takes back what it said since then', () => {
    const { food } = pulled();
    const known = new MeasuredFood().rise(4, 66, 60).hold(66, 30).report();
    expect(food.report()).toMatchObject({ inDangerZone: known.inDangerZone, reductions: known.reductions });
    const early = new MeasuredFood().rise(20, 40, 10);
    const at = early.at;
    early.pass(1).read(95).pass(1).read(95);
    early.core.leftFood(at);
    expect(reductionOf(early.report())).toBe(0);
    expect(early.report().inDangerZone).toBe(12);
  });

  it('leaves the verdict open when the food was warm then', () => {
    const food = new MeasuredFood().rise(20, 40, 10);
    food.core.leftFood(food.at);
    for (let minute = 0; minute < 245; minute++) food.pass(1).read(25, { outside: true });
    const { verdict, inDangerZone, maybeInDangerZone } = food.report();
    expect([verdict, inDangerZone, maybeInDangerZone]).toEqual(['unknown', 20, 255]);
  });

  it('is followed again once it is back, without credit for the time between', () => {
    const { food } = pulled();
    const left = food.report();
    food.pass(2).read(30, { outside: true }).pass(2).read(66);
    expect(food.report().reductions).toEqual(left.reductions);
    expect(food.pass(1).read(66).report().reductions).not.toEqual(left.reductions);
  });
});
