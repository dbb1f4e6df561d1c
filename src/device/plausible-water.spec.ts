import { celsius, milliseconds } from '../shared/units.js';
import { canBeWater, withWater, type WaterTrack } from './account-reducer.js';

/** Values and the seconds at which they came, one after the other. */
const tracked = (...values: readonly (readonly [value: number | undefined, at: number])[]): WaterTrack =>
  values.reduce<WaterTrack>(
    (track, [value, at]) =>
      withWater(track, value === undefined ? undefined : celsius(value), milliseconds(at * 1000)),
    {},
  );
const waterAfter = (...values: readonly (readonly [value: number | undefined, at: number])[]) =>
  tracked(...values).water?.temperature;

describe('Water', () => {
  it.each([-5, 0, 65.2, 100, 105])('can be %d °C', (value) => expect(canBeWater(value)).toBe(true));
  it.each([-5.1, -17.8, 105.1, 149, Infinity, -Infinity, NaN])('cannot be %d °C', (value) => {
    expect(canBeWater(value)).toBe(false);
    expect(tracked([Number(value), 0])).toEqual({ water: undefined, suspectWater: undefined });
  });

  it('is as measured, with the time of the measurement', () => {
    expect(tracked([64.8, 0], [65, 2])).toMatchObject({ water: { temperature: 65, seenAt: 2000 } });
  });

  it('keeps its last value when none or an impossible one is measured', () => {
    expect(tracked([65, 0], [undefined, 2], [149, 4])).toMatchObject({
      water: { temperature: 65, seenAt: 0 },
    });
  });

  it('rises no faster than 1500 W heat a litre', () => {
    expect(waterAfter([20, 0], [24.5, 10])).toBe(24.5);
    expect(waterAfter([20, 0], [24.6, 10])).toBe(20);
    expect(waterAfter([20, 0], [65, 120])).toBe(20);
    expect(waterAfter([20, 0], [65, 125])).toBe(65);
  });

  it('may fall at once, which ice makes it do', () => {
    expect(waterAfter([65, 0], [30, 2])).toBe(30);
  });

  it('is accepted as risen when three readings in a row agree', () => {
    expect(waterAfter([20, 0], [65, 2], [65, 4])).toBe(20);
    expect(waterAfter([20, 0], [65, 2], [65, 4], [65.2, 6])).toBe(65.2);
    expect(waterAfter([20, 0], [65, 2], [90, 4], [65, 6], [90, 8])).toBe(20);
    expect(waterAfter([20, 0], [65, 2], [undefined, 4], [65, 6], [65, 8])).toBe(20);
    expect(waterAfter([20, 0], [65, 2], [20, 4], [65, 6], [65, 8])).toBe(20);
  });
});
