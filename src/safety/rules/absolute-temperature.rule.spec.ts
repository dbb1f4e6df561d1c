import fc from 'fast-check';
import { makePlan } from '../../../test/harness/plans.js';
import { celsius } from '../../shared/units.js';
import { AbsoluteTemperatureRule } from './temperature.rules.js';

const review = (target: number) =>
  new AbsoluteTemperatureRule().review(makePlan({ target: celsius(target) }));

describe('AbsoluteTemperatureRule', () => {
  it.each([40, 40.1, 57, 99.9, 100])('has nothing against %d °C', (target) => {
    expect(review(target)).toEqual([]);
  });

  it.each([39.9, 39.999999, 0, -0, -1, -273.15, -Infinity, NaN])('finds %d °C too low', (target) => {
    expect(review(target)).toEqual([
      {
        rule: 'absolute-temperature',
        code: 'TEMPERATURE_TOO_LOW',
        message: `${target} °C is too low: below 40 °C a bath only helps bacteria to grow. Set at least 40 °C.`,
        details: { field: 'temperature_celsius', received: target, minimum: 40 },
      },
    ]);
  });

  it.each([100.000001, 100.1, 1e9, Infinity])('finds %d °C too high', (target) => {
    expect(review(target)).toMatchObject([
      {
        rule: 'absolute-temperature',
        code: 'TEMPERATURE_TOO_HIGH',
        details: { field: 'temperature_celsius', received: target, maximum: 100 },
      },
    ]);
  });

  it.each([
    [104, '104 °F would be 40 °C'],
    [131, '131 °F would be 55 °C'],
    [140, '140 °F would be 60 °C'],
    [145.5, '145.5 °F would be 63.1 °C'],
    [212, '212 °F would be 100 °C'],
  ])('takes %d for degrees Fahrenheit', (target, hint) => {
    expect(review(target)[0]?.message).toContain(`If you meant Fahrenheit: ${hint}.`);
  });

  it.each([100.1, 103.8, 212.2, 500, Infinity])('makes no sense of %d as Fahrenheit', (target) => {
    expect(review(target)[0]?.message).not.toContain('Fahrenheit');
  });

  it('takes exactly the range from 40 to 100 °C', () => {
    fc.assert(
      fc.property(fc.double(), (target) => {
        expect(review(target).length === 0).toBe(target >= 40 && target <= 100);
      }),
    );
  });
});
