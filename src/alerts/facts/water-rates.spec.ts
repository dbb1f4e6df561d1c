import { makeCookerState } from '../../../test/harness/readings.js';
import { celsius, milliseconds } from '../../shared/units.js';
import { WaterRates } from './water-rates.js';

const at = (minute: number, water: number, id = 'cooker-one') =>
  makeCookerState({ id, water: { temperature: celsius(water), seenAt: milliseconds(minute * 60_000) } });

describe('WaterRates', () => {
  it('are known after some minutes of readings', () => {
    const rates = new WaterRates();
    expect(rates.of(makeCookerState())).toBeNull();
    expect(rates.of(at(0, 20))).toBeNull();
    for (let minute = 1; minute < 5; minute++) rates.of(at(minute, 20 + minute));
    expect(rates.of(at(5, 25))).toBeCloseTo(60, 6);
    expect(rates.of(at(5, 25))).toBeCloseTo(60, 6);
    expect(rates.of(at(5, 25, 'cellar'))).toBeNull();
  });

  it('are forgotten with the cooker', () => {
    const rates = new WaterRates();
    for (let minute = 0; minute < 6; minute++) rates.of(at(minute, 20 + minute));
    rates.keepOnly(new Set(['cellar']));
    expect(rates.of(at(6, 26))).toBeNull();
  });
});
