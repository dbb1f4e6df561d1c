import { chickenCook } from './chicken-cook.js';
import type { CookSeries } from './cook-series.js';
import { lengthOf } from './cook-series.js';
import { smokerCook } from './smoker-cook.js';

const HOUR = 3_600;
const values = (cook: CookSeries, place: number, from = 0, to = Infinity): number[] =>
  cook.rows
    .filter(({ elapsed }) => elapsed >= from && elapsed < to)
    .map(({ celsius }) => celsius[place - 1]!);
const momentOf = (cook: CookSeries, what: string) =>
  cook.events.find((event) => event.what === what)!.elapsed;
const firstAt = (cook: CookSeries, place: number, celsius: number) =>
  cook.rows.find((row) => row.celsius[place - 1]! >= celsius)!.elapsed;

describe.each([
  ['chickenCook', chickenCook],
  ['smokerCook', smokerCook],
])('%s', (_, make) => {
  it('is the same for the same seed, and another for another', () => {
    expect(make(7)).toEqual(make(7));
    expect(make(7).rows).not.toEqual(make(8).rows);
  });

  it('has a reading of each probe in each row, in tenths of a degree and in the order of time', () => {
    const { rows, probes } = make(3);
    expect(rows.every(({ celsius }) => celsius.length === probes.length)).toBe(true);
    expect(rows.every(({ elapsed }, index) => index === 0 || elapsed > rows[index - 1]!.elapsed)).toBe(true);
    const isTenths = (value?: number | null) => Math.abs(Math.round(value! * 10) - value! * 10) < 1e-9;
    expect(rows.every(({ celsius }) => celsius.every(isTenths))).toBe(true);
  });

  it('keeps each core between its start and the air, for every seed', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const cook = make(seed);
      for (const { place } of cook.probes.filter(({ kind }) => kind === 'core')) {
        expect(Math.min(...values(cook, place))).toBeGreaterThan(3);
        expect(Math.max(...values(cook, place))).toBeLessThan(100);
      }
    }
  });
});

describe('chickenCook', () => {
  const cook = chickenCook();
  const out = momentOf(cook, 'food_out');

  it('reaches 74 °C in the core after an hour or somewhat more', () => {
    expect(firstAt(cook, 1, 74)).toBeGreaterThan(0.9 * HOUR);
    expect(firstAt(cook, 1, 74)).toBeLessThan(1.7 * HOUR);
    expect(momentOf(cook, 'target_reached')).toBe(out);
  });

  it('carries over by some degrees after it has left the oven', () => {
    const peak = Math.max(...values(cook, 1, out));
    expect(peak - 74).toBeGreaterThan(2);
    expect(peak - 74).toBeLessThan(9);
    expect(values(cook, 1).at(-1)).toBeLessThan(peak);
  });

  it('shows each opening of the oven as a fall of the air that recovers, and hardly one of the core', () => {
    const opened = cook.events.filter(({ what }) => what === 'lid_open').map(({ elapsed }) => elapsed);
    expect(opened).toHaveLength(2);
    for (const moment of opened) {
      const before = values(cook, 2, moment - 60, moment).at(-1)!;
      expect(before - Math.min(...values(cook, 2, moment, moment + 120))).toBeGreaterThan(25);
      expect(before - Math.max(...values(cook, 2, moment + 240, moment + 600))).toBeLessThan(10);
      const core = values(cook, 1, moment, moment + 120);
      expect(core[0]! - Math.min(...core)).toBeLessThan(0.5);
    }
  });
});

describe('smokerCook', () => {
  const cook = smokerCook();
  const wrapped = momentOf(cook, 'wrapped');

  it('lasts fourteen hours', () => {
    expect(lengthOf(cook)).toBe(14 * HOUR);
  });

  it('swings in the pit by more than 10 °C, around 110 °C', () => {
    const pit = values(cook, 3, HOUR, 3 * HOUR);
    expect(Math.max(...pit) - Math.min(...pit)).toBeGreaterThan(10);
    const mean = pit.reduce((sum, value) => sum + value, 0) / pit.length;
    expect(Math.abs(mean - 110)).toBeLessThan(8);
  });

  it('stalls between 60 and 76 °C: less than 4 °C in two hours', () => {
    const [before, after] = [values(cook, 1, wrapped - 2 * HOUR)[0]!, values(cook, 1, wrapped)[0]!];
    expect(before).toBeGreaterThan(60);
    expect(after).toBeLessThan(76);
    expect(after - before).toBeLessThan(4);
    expect(after - before).toBeGreaterThan(-1);
  });

  it('rises again after wrapping, and reaches its target before it rests', () => {
    const hour = values(cook, 1, wrapped + HOUR, wrapped + 2 * HOUR);
    expect(hour.at(-1)! - hour[0]!).toBeGreaterThan(3);
    const out = momentOf(cook, 'food_out');
    expect(out).toBeGreaterThan(10.5 * HOUR);
    expect(out).toBeLessThan(13.5 * HOUR);
    expect(values(cook, 3).at(-1)).toBeLessThan(95);
  });
});
