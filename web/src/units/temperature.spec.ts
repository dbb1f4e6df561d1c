import { differenceFromCelsius, fromCelsius, toCelsius } from './temperature.js';

describe('Temperatures', () => {
  it.each([
    [0, 32],
    [54.4, 129.92],
    [60, 140],
    [100, 212],
    [-40, -40],
  ])('%d °C are %d °F', (celsius, fahrenheit) => {
    expect(fromCelsius(celsius, 'fahrenheit')).toBeCloseTo(fahrenheit);
    expect(toCelsius(fahrenheit, 'fahrenheit')).toBeCloseTo(celsius);
  });

  it('stay as they are in °C', () => {
    expect([fromCelsius(65.5, 'celsius'), toCelsius(65.5, 'celsius')]).toEqual([65.5, 65.5]);
  });

  it('differ by more in °F', () => {
    expect(differenceFromCelsius(10, 'fahrenheit')).toBe(18);
    expect(differenceFromCelsius(10, 'celsius')).toBe(10);
  });
});
