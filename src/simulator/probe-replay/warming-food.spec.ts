import fc from 'fast-check';
import { WarmingFood } from './warming-food.js';

const air = fc.double({ min: 40, max: 250, noNaN: true });
const radii = fc.double({ min: 15, max: 100, noNaN: true });
const DRY = { transfer: 20, vapour: 0, wetness: 0 };

describe('WarmingFood', () => {
  it('stays between its start and the air, and is colder the deeper, while it warms dry', () => {
    fc.assert(
      fc.property(air, radii, fc.integer({ min: 60, max: 20_000 }), (hot, radius, seconds) => {
        const food = new WarmingFood({ radius, start: 5 });
        food.advance(seconds, { ...DRY, air: hot });
        expect(food.core).toBeGreaterThanOrEqual(5 - 1e-9);
        expect(food.surface).toBeLessThanOrEqual(hot + 1e-9);
        expect(food.core).toBeLessThanOrEqual(food.at(0.5) + 1e-9);
        expect(food.at(0.5)).toBeLessThanOrEqual(food.surface + 1e-9);
      }),
      { numRuns: 50 },
    );
  });

  it('ends at the temperature of dry air, and far below that of the air while it is wet', () => {
    const [dry, wet] = [new WarmingFood({ radius: 20, start: 5 }), new WarmingFood({ radius: 20, start: 5 })];
    dry.advance(40_000, { ...DRY, air: 110 });
    wet.advance(40_000, { air: 110, transfer: 20, vapour: 2_000, wetness: 1 });
    expect(dry.core).toBeCloseTo(110, 0);
    // The wet-bulb temperature of air of 110 °C with 2 kPa of vapour: by the psychrometric chart about 38 °C.
    expect(wet.core).toBeGreaterThan(34);
    expect(wet.core).toBeLessThan(42);
  });

  it('takes four times as long for twice the radius where the surface is as warm as the air', () => {
    const secondsTo60 = (radius: number) => {
      const food = new WarmingFood({ radius, start: 5 });
      let seconds = 0;
      for (; food.core < 60; seconds += 5) food.advance(5, { ...DRY, air: 80, transfer: 100_000 / radius });
      return seconds;
    };
    expect(secondsTo60(40) / secondsTo60(20)).toBeCloseTo(4, 0);
  });

  it('carries over: the core still rises when the air is cold', () => {
    const food = new WarmingFood({ radius: 40, start: 5 });
    food.advance(3_600, { ...DRY, air: 190 });
    const before = food.core;
    food.advance(300, { ...DRY, air: 20, transfer: 5 });
    expect(food.core).toBeGreaterThan(before + 1);
  });
});
