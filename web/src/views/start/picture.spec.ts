import type { HeatingCurveDto } from '../../../../src/cooking/dto/heating-curve.dto.js';
import { lastShown, minuteMarks, temperatureMarks, upTo, valueAt } from './curve-values.js';
import { pictureOf } from './picture.js';

const CURVE: HeatingCurveDto = {
  minutes: [0, 30, 60, 81, 90, 119, 180],
  core_celsius: [5, 43.8, 58.9, 62.5, 63.3, 64.5, 65],
  water_celsius: [65, 65, 65, 65, 65, 65, 65],
  log_reductions: [
    { organism: 'salmonella', required: 7, values: [0, 0, 0.9, 7.4, 12.6, 38, 99] },
    { organism: 'listeria', required: 6, values: [0, 0, 0.7, 6.6, 11.7, 37.2, 99] },
  ],
  safe_at_minutes: 81,
};
const OPTIONS = { hold: 90, width: 640, unit: 'celsius' } as const;
const pixels = (points: string) => points.split(' ').map((point) => point.split(',').map(Number));

describe('The values of a curve', () => {
  it.each([
    [0, 5],
    [15, 24.4],
    [30, 43.8],
    [500, 65],
  ])('at minute %s are %s', (moment, value) => {
    expect(valueAt(CURVE.minutes, CURVE.core_celsius, moment)).toBeCloseTo(value, 6);
  });

  it('end exactly where the picture does', () => {
    expect(upTo([0, 10, 20], [0, 1, 2], 15)).toEqual([
      [0, 0],
      [10, 1],
      [15, 1.5],
    ]);
    expect(upTo([0, 10], [0, 1], 10)).toEqual([
      [0, 0],
      [10, 1],
    ]);
  });

  it.each([
    ['time and the end of warming up', 90, 119 * 1.08],
    ['a time long after that', 160, 160 * 1.08],
    ['no more than there is', 179, 180],
    ['the moment of safety of a time too short', 20, 119 * 1.08],
  ])('are shown up to %s', (_name, hold, end) => {
    expect(lastShown(CURVE, hold)).toBeCloseTo(end, 6);
  });

  it('have round marks', () => {
    expect(minuteMarks(128, 6)).toEqual([0, 30, 60, 90, 120]);
    expect(minuteMarks(2880, 6)).toEqual([0, 720, 1440, 2160, 2880]);
    expect(temperatureMarks(0, 69, 6)).toEqual([0, 20, 40, 60]);
    expect(temperatureMarks(32, 156, 6)).toEqual([50, 75, 100, 125, 150]);
  });
});

describe('The picture of a plan', () => {
  it('shows the time of the plan after the moment of safety, within its edges', () => {
    const { safeFrom, chosen, left, right } = pictureOf(CURVE, OPTIONS);
    expect([left, safeFrom!, chosen, right]).toEqual(
      [left, safeFrom!, chosen, right].toSorted((a, b) => a - b),
    );
  });

  it('shows it before, where the time is too short', () => {
    const { safeFrom, chosen } = pictureOf(CURVE, { ...OPTIONS, hold: 60 });
    expect(chosen).toBeLessThan(safeFrom!);
  });

  it('crosses the requirement exactly where the food is safe', () => {
    const { organisms, required, safeFrom } = pictureOf(CURVE, OPTIONS);
    for (const { points } of organisms) {
      const [x, y] = pixels(points).find(([, at]) => at! <= required)!;
      expect(x).toBe(safeFrom);
      expect(y).toBeLessThanOrEqual(required);
    }
  });

  it('lets no line leave its area', () => {
    const { core, water, organisms, temperatures, reductions, left, right } = pictureOf(CURVE, OPTIONS);
    for (const [points, area] of [
      [core, temperatures],
      [water, temperatures],
      ...organisms.map(({ points: each }) => [each, reductions!] as const),
    ] as const)
      for (const [x, y] of pixels(points)) {
        expect(x).toBeGreaterThanOrEqual(left);
        expect(x).toBeLessThanOrEqual(right);
        expect(y).toBeGreaterThanOrEqual(area.top);
        expect(y).toBeLessThanOrEqual(area.bottom);
      }
  });

  it('has the same lines in °F, with other marks', () => {
    const [celsius, fahrenheit] = [
      pictureOf(CURVE, OPTIONS),
      pictureOf(CURVE, { ...OPTIONS, unit: 'fahrenheit' }),
    ];
    expect(fahrenheit.core).toBe(celsius.core);
    expect(fahrenheit.temperatureMarks.map(({ value }) => value)).not.toEqual(
      celsius.temperatureMarks.map(({ value }) => value),
    );
  });

  it('has one area where no pathogen decides', () => {
    const picture = pictureOf({ ...CURVE, log_reductions: [], safe_at_minutes: null }, OPTIONS);
    expect([picture.reductions, picture.safeFrom, picture.organisms]).toEqual([undefined, undefined, []]);
    expect(picture.height).toBeLessThan(pictureOf(CURVE, OPTIONS).height);
  });
});
