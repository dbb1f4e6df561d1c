import { celsius } from '../../shared/units.js';
import { DAIRY_TIMES, EGG_CORE_TIMES } from './lethality.js';
import { byPublishedTimes } from './published-times.js';

const rows = [
  [60, 1000],
  [70, 100],
  [80, 1],
] as const;
/** The seconds that are enough at a core that stays at one temperature. */
const timeAt = (core: number, pathogen = byPublishedTimes('Test', 4, rows)) =>
  pathogen.target / pathogen.rate(celsius(core));

describe('Published times', () => {
  it.each([
    [60, 1000],
    [65, 316.228],
    [70, 100],
    [75, 10],
    [80, 1],
    [95, 1],
  ])('are at %d °C enough after %d s', (core, time) => {
    expect(timeAt(core)).toBeCloseTo(time, 3);
  });

  it('credit nothing below the first row by default', () => {
    expect(timeAt(59.99)).toBe(Infinity);
    const lower = byPublishedTimes('Test', 4, rows, celsius(55));
    expect(timeAt(55, lower)).toBeCloseTo(3162.28, 1);
    expect(timeAt(54.99, lower)).toBe(Infinity);
  });

  it('state for the integration how fast they fall at most', () => {
    expect(byPublishedTimes('Test', 4, rows).z).toBeCloseTo(5, 9);
    expect(byPublishedTimes('Test', 4, [[62.5, 1800]]).z).toBe(100);
  });

  it('of one row are that long in anything hotter', () => {
    const one = byPublishedTimes('Test', 4, [[62.5, 1800]]);
    expect([62.4, 62.5, 90].map((core) => Math.round(timeAt(core, one)))).toEqual([Infinity, 1800, 1800]);
  });
});

describe('The published times of eggs and milk', () => {
  it.each([
    ['milk', 63, 1800],
    ['milk', 72, 15],
    ['milk', 89, 1],
    ['milk', 62.9, Infinity],
    ['enriched', 66, 1800],
    ['enriched', 75, 15],
    ['enriched', 65.9, Infinity],
    ['eggnog', 69, 1800],
    ['eggnog', 80, 25],
    ['eggnog', 83, 15],
    ['breast_milk', 62.5, 1800],
    ['breast_milk', 62.4, Infinity],
  ] as const)('are for %s at %d °C %d s', (kind, core, time) => {
    expect(DAIRY_TIMES[kind].map((pathogen) => Math.round(timeAt(core, pathogen)))).toEqual([time]);
  });

  it.each([
    [60, 2700],
    [65, 600],
    [70, 120],
    [75, 30],
    [80, 6],
    [56.9, Infinity],
  ])('are for the centre of an egg at %d °C %d s', (core, time) => {
    expect(Math.round(timeAt(core, EGG_CORE_TIMES))).toBe(time);
  });
});
