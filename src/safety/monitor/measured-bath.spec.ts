import { celsius } from '../../shared/units.js';
import { bathBetween } from './measured-bath.js';

describe('The bath between two readings', () => {
  const between = (one: number, other: number, heated: boolean): number =>
    bathBetween(celsius(one), celsius(other), heated);

  it('is the colder of them, less the error of the sensor', () => {
    expect(between(65, 60, true)).toBeCloseTo(59.7, 9);
    expect(between(60, 65, true)).toBeCloseTo(59.7, 9);
  });

  it('is at most at 20 °C where it may have been unheated', () => {
    expect(between(65, 60, false)).toBe(20);
    expect(between(65, 12, false)).toBeCloseTo(11.7, 9);
  });
});
